import { fileURLToPath, pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/sandbox/subject.ts';
import { optimizer } from '../../src/optimizers/index.ts';
import { rule, type Rule } from '../../src/rules/index.ts';
import { examFor } from '../../src/verify/exam-for.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import { observe } from '../../src/verify/observe.ts';
import type { Observation } from '../../src/verify/probe.ts';
import { filesIn } from '../verify/right-files.ts';
import type { Diagnosis } from '../../src/verify/verdict.ts';

const folder = fileURLToPath(new URL('wrong/', import.meta.url));

/** Wrong files as strangers write them: the file, what it is meant to be, the mistake, and how it must be told. */
const wrong: readonly (readonly [file: string, as: string, fault: string, says: RegExp])[] = [
  ['adam.clipped-gradient.js', 'adam', 'gradients are clipped to norm 1', /norm is above 1/],
  [
    'adam.centralized.js',
    'adam',
    'the mean of the gradient is subtracted',
    /mean of a variable’s gradient is subtracted/,
  ],
  [
    'adam.hidden-warmup.js',
    'adam',
    'a hidden warm-up over 10 updates',
    /rises over the first 10 updates/,
  ],
  [
    'adam.bounded-step.js',
    'adam',
    'no step is longer than the rate',
    /no step is longer than the learning rate/,
  ],
  ['adam.t-doubled.js', 'adam', 't advances by two', /advances by two/],
  ['adam.inverse-time.js', 'adam', 'the rate falls as 1 / (1 + 0.01 t)', /1 \/ \(1 \+ 0\.01/],
  [
    'adam.moments-swapped.js',
    'adam',
    'm and v change places after each update',
    /change places|NaN/,
  ],
  [
    'adam.starts-at-first.js',
    'adam',
    'both averages start at the first gradient',
    /starts at the first gradient and v at its square/,
  ],
  [
    'adam.skips-first.js',
    'adam',
    'the first update only fills the state',
    /changes the state but not the weight/,
  ],
  ['adam.absolute-state.js', 'adam', 'm keeps the size of what it holds', /absolute value is kept/],
  ['adam.growing-v.js', 'adam', 'v never falls (this is AMSGrad fed back)', /never falls/],
  [
    'adam.row-scale.js',
    'adam',
    'squares are averaged along the first axis',
    /averaged along the first axis/,
  ],
  ['adam.rate-root.js', 'adam', 'the root of the rate is taken', /root of the learning rate/],
  ['adam.nesterov.js', 'adam', 'the step looks ahead: beta1 m̂ + (1 - beta1) g', /NAdam|look/],
  [
    'adamw.decay-twice.js',
    'adamw',
    'L2 in the gradient and a decoupled decay as well',
    /applied twice/,
  ],
  ['adamw.decay-fades.js', 'adamw', 'the decay is divided by t', /divided by t/],
  ['adamw.decay-exponential.js', 'adamw', 'the weight is multiplied by exp(-lr wd)', /exp/],
  ['adamw.decay-to-mean.js', 'adamw', 'weights decay towards their mean', /towards their mean/],
  [
    'adamw.decay-normalized.js',
    'adamw',
    'the decay is divided by the norm of the weight',
    /divided by the norm of the weight/,
  ],
  ['adamw.decay-matrices.js', 'adamw', 'only matrices decay', /two or more axes decay/],
  ['adamw.decay-in-squares.js', 'adamw', 'the decay enters v alone', /squared gradients alone/],
  [
    'sgd.biases-left.js',
    'sgd',
    'lists are not updated',
    /only variables of two or more axes are updated/,
  ],
  [
    'sgd.averaged.js',
    'sgd',
    'the mean of the old and the new weight is kept',
    /2 times too small|mean of the old/,
  ],
  [
    'sgd.fading-rate.js',
    'sgd',
    'the rate is multiplied by 0.99 after each update',
    /multiplied by 0\.99/,
  ],
  [
    'sgd.batch-divided.js',
    'sgd',
    'the gradient is divided by the length of the first axis',
    /first axis/,
  ],
  ['sgd.not-negative.js', 'sgd', 'weights below 0 become 0', /below 0 become 0/],
  ['sgd.every-other.js', 'sgd', 'every other update does nothing', /every other update/],
  [
    'momentum.clipped-weights.js',
    'momentum',
    'weights are clipped to ±1',
    /clipped to the range from −1 to 1/,
  ],
  ['momentum.hidden-decay.js', 'momentum', 'a hidden decay of 0.003', /0\.003/],
  ['momentum.squared-option.js', 'momentum', 'momentum is squared', /momentum is squared/],
  [
    'momentum.corrected.js',
    'momentum',
    'the velocity is corrected as Adam corrects m',
    /share 1 − momentum.*correction|correction.*share 1 − momentum/,
  ],
  [
    'momentum.one-velocity.js',
    'momentum',
    'one velocity for all elements of a variable',
    /one number for all elements/,
  ],
  ['nesterov.half.js', 'nesterov', 'looks ahead with a half updated velocity', /half updated/],
  ['rmsprop.plain-mean.js', 'rmsprop', 's is the plain mean of all squares', /plain mean/],
  ['rmsprop.signed.js', 'rmsprop', 's averages g · |g|', /g · \|g\|/],
  ['rmsprop.root-of-decay.js', 'rmsprop', 'the root of decay is used', /root of decay/],
  ['adagrad.over-root-t.js', 'adagrad', 'the rate is divided by √t as well', /divided by √t/],
  ['adadelta.swapped-roots.js', 'adadelta', 'the ratio stands on its head', /on its head/],
  ['lion.sign-sgd.js', 'lion', 'SignSGD in place of Lion', /SignSGD/],
  ['lion.both-defaults.js', 'lion', 'both betas are others by default', /left to their defaults/],
  ['lion.beta2.js', 'lion', 'beta2 is 0.999 by default', /beta2 is (?:0\.999|not 0\.99)/],
  [
    'sgdw.hidden-rate.js',
    'sgdw',
    'the decay is multiplied by the first rate only',
    /first update, whatever the rate is now/,
  ],
  [
    'momentum.null-forgets.js',
    'momentum',
    'a variable without a gradient loses its velocity',
    /loses its state|last one/,
  ],
  [
    'momentum.null-skips-all.js',
    'momentum',
    'no variable moves where one has no gradient',
    /no variable is updated/,
  ],
  [
    'momentum.null-again.js',
    'momentum',
    'a variable without a gradient moves on with its last one',
    /moves on with its last one/,
  ],
  ['momentum.first-row.js', 'momentum', 'only the first row of a matrix is updated', /first row/],
  [
    'momentum.one-buffer.js',
    'momentum',
    'one velocity for all variables, made anew for another size',
    /all variables share one state/,
  ],
  ['momentum.last-only.js', 'momentum', 'only the last variable is updated', /last/],
  [
    'momentum.zero-skipped.js',
    'momentum',
    'an element whose gradient is 0 is left out',
    /gradient is 0/,
  ],
  ['adam.built-in-rate.js', 'adam', 'half the rate', /2 times too small/],
  ['cosine.degrees.js', 'cosine', 'the angle is in degrees', /degrees|climbs/],
  [
    'cosine.back-to-start.js',
    'cosine',
    'after its end it is at the peak again',
    /back at the rate of the start|climbs/,
  ],
  ['step-decay.complement.js', 'stepDecay', 'factor is used as 1 - factor', /1 − factor/],
  [
    'exponential.every-times.js',
    'exponential',
    'the update is multiplied by every',
    /multiplied by `every`/,
  ],
  ['warmup.root.js', 'warmup', 'the root of the warm-up', /root of the share/],
  ['warmup.cosine-on-top.js', 'warmup', 'a cosine on top that climbs again', /climbs again/],
  [
    'linear.cut-off.js',
    'linear',
    'it runs to 0 and is cut at the floor',
    /only cut off at the floor/,
  ],
  ['constant.text.js', 'constant', 'the rate is text', /no number at all/],
  ['l1.relu.js', 'l1', 'only positive weights count', /positive/],
  ['l2.detached.js', 'l2', 'no gradient flows', /its gradient is 0/],
  ['l2.shifted.js', 'l2', 'a constant is added', /constant is added/],
  [
    'numeric-gradient.number.js',
    'numericGradient',
    'a number in place of a list',
    /list of numbers/,
  ],
  [
    'numeric-gradient.reversed.js',
    'numericGradient',
    'the list is the wrong way round',
    /wrong way round|order/,
  ],
  ['numeric-gradient.absolute.js', 'numericGradient', 'slopes have no sign', /sign/],
  ['numeric-gradient.too-long.js', 'numericGradient', 'the step is 0.3', /too long/],
  ['sgd.rounded.js', 'sgd', 'weights are rounded', /multiples of 0\.001/],
  ['sgd.fixed-rate.js', 'sgd', 'the rate is always 0.01', /always 0\.01/],
  ['sgd.normalized.js', 'sgd', 'the gradient is divided by its norm', /norm/],
  ['momentum.steps-twice.js', 'momentum', 'lr · v and lr · momentum · v', /1\.9 times as long/],
  ['nesterov.gradient-twice.js', 'nesterov', 'g is added once more', /look-ahead/],
  ['adagrad.fading.js', 'adagrad', 'the sum fades', /keeps 0\.99/],
  ['adadelta.rate-in-update.js', 'adadelta', 'the rate inside of u', /lr · u/],
  ['rmsprop.one-number.js', 'rmsprop', 'one mean for all elements', /one number/],
  ['adam.reset.js', 'adam', 'the state starts anew now and then', /anew in every 10th update/],
  [
    'adam.returns-step.js',
    'adam',
    'the step is returned for the weight',
    /should have been subtracted/,
  ],
  ['adam.mean-squares.js', 'adam', 'v is a mean over the variable', /one number/],
  ['adam.normalized-first.js', 'adam', 'm averages g / √v̂', /the second is not/],
  ['adam.t-behind.js', 'adam', 't is one behind from the second update on', /the second is not/],
  ['adamax.averaged.js', 'adamax', 'an average in place of a maximum', /averaged/],
  ['adamw.decay-by-sign.js', 'adamw', 'the decay takes the sign', /sign of the weight/],
  ['lion.tanh.js', 'lion', 'tanh in place of the sign', /goes wrong first/],
  ['polynomial.outer-power.js', 'polynomial', 'the power is taken last', /between the roots/],
  ['exponential.natural.js', 'exponential', 'e ** −factor', /exponent of e/],
  ['warmup.falls-after.js', 'warmup', 'it falls after its end', /falls to update/],
  ['step-decay.ceil.js', 'stepDecay', 'rounded up', /rounded up/],
  ['l1.norm.js', 'l1', 'a norm', /norm/],
  ['elastic-net.sum-of-strengths.js', 'elasticNet', 'one strength for both', /l1 \+ l2/],
  [
    'numeric-gradient.not-put-back.js',
    'numericGradient',
    'a coordinate stays moved',
    /first coordinate is right/,
  ],
  [
    'numeric-gradient.by-value.js',
    'numericGradient',
    'divided by f(x)',
    /another one in each call/,
  ],
  ['cosine-restarts.floor-falls.js', 'cosineRestarts', 'the floor sinks', /floor sinks/],
  ['cosine-restarts.stretch-adds.js', 'cosineRestarts', 'lengths are added to', /are added to/],
  ['cosine-restarts.late.js', 'cosineRestarts', 'restarts come late', /one update late/],
  ['cyclic.factor-early.js', 'cyclic', 'the factor acts once too often', /once too often/],
  ['warmup.skips-beginning.js', 'warmup', 'what follows is not shifted', /begins in its middle/],
  ['warmup.product.js', 'warmup', 'a climb times what follows', /factor on top of what follows/],
  ['warmup.one-step-more.js', 'warmup', 'update <= updates climbs', /one update more/],
  ['exponential-warmup.straight.js', 'exponentialWarmup', 'a straight climb', /equal steps/],
  ['exponential-warmup.saturating.js', 'exponentialWarmup', '1 − e^(−t)', /1 − e/],
  ['cosine.180.js', 'cosine', '180 in place of π', /degrees/],
  ['step-decay.subtracts.js', 'stepDecay', 'factor · rate is taken off', /equal amounts/],
  ['step-decay.remembers.js', 'stepDecay', 'it multiplies what it remembers', /remembers/],
  ['multi-step.find-index.js', 'multiStep', 'findIndex gives −1', /which is −1/],
  ['multi-step.gaps.js', 'multiStep', 'milestones are added up', /lengths between drops/],
  ['inverse-sqrt.noam.js', 'inverseSqrt', 'flat at first', /falls only then/],
  ['inverse-sqrt.root-of-rate.js', 'inverseSqrt', 'the root of the rate', /of the rate, too/],
  ['polynomial.power-of-height.js', 'polynomial', 'the height is raised too', /height above/],
  ['one-cycle.straight.js', 'oneCycle', 'straight lines', /straight lines/],
  ['l1.no-way-back.js', 'l1', 'no gradient flows', /no gradient flows/],
  ['l1.number.js', 'l1', 'a plain number', /a number where a tensor/],
  ['l1.gradient-of-squares.js', 'l1', 'a gradient l1 · w', /grows with the weight/],
  ['l2.last-row.js', 'l2', 'the last row is left out', /last row .* does not count/],
  ['l2.columns.js', 'l2', 'norms of columns', /norm of each column/],
  ['group-lasso.across.js', 'groupLasso', 'norms along the other axis', /one weight of each/],
  ['orthogonal.rows.js', 'orthogonal', 'W Wᵀ', /W Wᵀ/],
  ['escape-time.base-ten.js', 'escapeTime', 'log10 over ln', /base 10/],
  ['escape-time.turned.js', 'escapeTime', 'from over to', /changed places/],
  ['minibatch-variance.less-one.js', 'minibatchVariance', 'batch − 1', /B − 1/],
  ['rate-sweep.first-loss.js', 'rateSweep', 'starts at the first loss', /at the first loss/],
  ['training-recipe.decay-times-rate.js', 'trainingRecipe', 'decay · rate', /by the rate/],
  ['scale-learning-rate.base-32.js', 'scaleLearningRate', 'another default', /is 32, not 256/],
  [
    'adam.correction-sized.js',
    'adam',
    't is multiplied, and the size of v̂ is taken',
    /multiply by t/,
  ],
  ['adam.one-share.js', 'adam', 'the share of g in m is 1 - beta2', /takes beta2 for beta1/],
  [
    'adam.epsilon-times.js',
    'adam',
    'epsilon multiplies the root',
    /multiplies where it should add/,
  ],
  [
    'adam.no-such-option.js',
    'adam',
    'epsilon is read under a name that nobody gives',
    /NaN or infinite after their first update/,
  ],
  [
    'amsgrad.minimum.js',
    'amsgrad',
    'the minimum of all v',
    /minimum is taken in place of the maximum/,
  ],
  [
    'nadam.no-look-ahead.js',
    'nadam',
    'the step of Adam with the schedule of NAdam',
    /does not look ahead/,
  ],
  ['adabelief.corrected.js', 'adabelief', 'the surprise is g less the corrected m', /corrected m̂/],
  ['yogi.away.js', 'yogi', 'v moves away from g², and is kept above 0', /the wrong way round/],
  ['schedule-free.late.js', 'scheduleFreeAdamW', 'x is a mean of the start too', /1 \/ \(t \+ 1\)/],
  ['ftrl.no-gradient.js', 'ftrl', '0 / 0 where no gradient has come yet', /0 is divided by 0/],
  ['ftrl.l1-added.js', 'ftrl', 'l1 is added to what lies beyond it', /its strength is added/],
  [
    'nesterov.one-missing.js',
    'nesterov',
    'momentum · v - momentum · v_old',
    /the 1 of \(1 \+ momentum\)/,
  ],
  ['lars.half-decay.js', 'lars', 'half the decay in the step', /decay is halved/],
  [
    'radam.rate-forgotten.js',
    'radam',
    'the adaptive step is not multiplied by the rate',
    /learning rate is missing/,
  ],
  [
    'rmsprop.subtracted.js',
    'rmsprop',
    'g² is subtracted from the average',
    /first gradient that is not 0/,
  ],
  ['cosine.sine.js', 'cosine', 'a sine', /`Math\.sin` stands for `cos`/],
  ['cosine.whole-wave-held.js', 'cosine', 'a whole wave, then the floor', /a whole wave/],
  ['one-cycle.from-floor.js', 'oneCycle', 'it climbs from the floor', /`floor` stands for `start`/],
  [
    'elastic-net.mean-of-squares.js',
    'elasticNet',
    'the mean of the squares',
    /`mean` stands for `sum`/,
  ],
  [
    'softmax-gradient.last-left-out.js',
    'softmaxGradient',
    'the last example is left out',
    /the last example is left out/,
  ],
  ['step-decay.other-default.js', 'stepDecay', 'factor is 0.5 by default', /0\.5 when it is not/],
  [
    'cosine-restarts.first-length.js',
    'cosineRestarts',
    'every period is measured by the first',
    /stretch \*\* period` is missing/,
  ],
  [
    'cosine-restarts.not-stretched.js',
    'cosineRestarts',
    'stretch is read and forgotten',
    /`stretch` has no effect/,
  ],
  ['l1.rooted.js', 'l1', 'the root of each size', /stands under a root/],
  [
    'random-search.root-of-size.js',
    'randomSearch',
    'the root of the size',
    /`size` stands under a root/,
  ],
  [
    'numeric-gradient.one-sided.js',
    'numericGradient',
    'a difference to one side, the step in proportion',
    /to one side/,
  ],
  [
    'batches.same-again.js',
    'batches',
    'a batch is filled up from its own order',
    /from its own beginning/,
  ],
];
/** Share of the files whose mistake must be named. */
const named = 0.95;

const told = new Map<string, readonly Diagnosis[]>();

beforeAll(async () => {
  await tf.setBackend('cpu');
  for (const [file, as] of wrong) {
    const exam = examFor(memberNamed(as), 1);
    const module = (await import(pathToFileURL(folder + file).href)) as object;
    const subject = subjectOf(module, (name, written) => optimizer(name, rule(written as Rule)));
    if (typeof subject === 'string') throw new Error(`${file}: ${subject}`);
    const seen: Observation[] = [];
    for await (const one of observe(subject.value, subject.form, exam.probes)) seen.push(one);
    const { verdict, diagnosis } = exam.judge(seen);
    expect([file, verdict]).toEqual([file, 'failed']);
    told.set(file, diagnosis);
  }
}, 300_000);

describe('a wrong file', () => {
  it.each(wrong)('%s, a file for %s: %s; nothing else is stated as exact', (file, _, __, says) => {
    const exact = (told.get(file) ?? []).filter(({ match }) => match === 'exact');
    expect(exact.length).toBeLessThanOrEqual(3);
    const [best] = exact;
    if (best !== undefined) expect(best.fault).toMatch(says);
  });

  it('is told its mistake, in at least 95 of 100', () => {
    const unnamed = wrong.filter(
      ([file, , , says]) => !told.get(file)?.some(({ fault }) => says.test(fault)),
    );
    expect(unnamed.length, unnamed.map(([file]) => file).join(', ')).toBeLessThanOrEqual(
      wrong.length * (1 - named),
    );
  });

  it('is in the table', () => {
    expect(wrong.map(([file]) => file).toSorted()).toEqual(filesIn(folder));
  });
});
