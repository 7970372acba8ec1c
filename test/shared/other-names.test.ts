import { describe, expect, it } from 'vitest';
import { earlyStopping, reduceOnPlateau } from '../../src/callbacks/index.ts';
import { LBFGS } from '../../src/minimizers/index.ts';
import { optimizers, type OptimizerClass } from '../../src/optimizers/index.ts';
import * as all from '../../src/optimizers/index.ts';
import {
  cosine,
  cosineRestarts,
  cyclic,
  exponential,
  multiStep,
  oneCycle,
  polynomial,
  stepDecay,
} from '../../src/schedules/index.ts';
import { clipByNorm } from '../../src/transforms/index.ts';
import * as wrappers from '../../src/wrappers/index.ts';

const refusal = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing refused';
};

/** What a class of ours says to the option of another library. */
const said = (name: string, option: string): string => {
  const Named = { ...all, ...wrappers, LBFGS }[name as 'Adam'] as unknown as OptimizerClass;
  return refusal(() => new Named({ [option]: 1 }));
};

describe('an option as another library calls it', () => {
  // What PyTorch, Keras, Optax and tfjs call it, and what it is here.
  it.each([
    ['Adam', 'lr', 'learningRate'],
    ['Adam', 'learning_rate', 'learningRate'],
    ['Adam', 'eps', 'epsilon'],
    ['Adam', 'beta_1', 'beta1'],
    ['Adam', 'b2', 'beta2'],
    ['AdamW', 'weight_decay', 'weightDecay'],
    ['AdamW', 'mask', 'groups'],
    ['NAdam', 'momentum_decay', 'momentumDecay'],
    ['AdaGrad', 'initial_accumulator_value', 'initialAccumulatorValue'],
    ['RMSProp', 'alpha', 'decay'],
    ['RMSProp', 'rho', 'decay'],
    ['LARS', 'trust_coefficient', 'trustCoefficient'],
    ['Muon', 'ns_steps', 'newtonSchulzSteps'],
    ['LBFGS', 'history_size', 'memory'],
    ['LBFGS', 'max_iter', 'updates'],
    ['LBFGS', 'tolerance_grad', 'toleranceGradient'],
    ['LBFGS', 'line_search_fn', 'lineSearch'],
    ['StochasticWeightAverage', 'swa_start', 'from'],
    ['Ftrl', 'l1', 'l1RegularizationStrength'],
    ['Ftrl', 'lambda2', 'l2RegularizationStrength'],
    ['Ftrl', 'lr_power', 'learningRatePower'],
    ['Lookahead', 'k', 'syncPeriod'],
    ['Lookahead', 'alpha', 'slowStepSize'],
    ['GradientAccumulation', 'steps', 'every'],
    ['ExponentialMovingAverage', 'ema_momentum', 'decay'],
  ])('%s: %s is %s', (name, option, ours) => {
    expect(said(name, option)).toBe(
      `${name}: unknown option "${option}"; downhill calls it "${ours}"`,
    );
  });

  it('is two of ours where it is a pair', () => {
    expect(said('Adam', 'betas')).toBe(
      'Adam: unknown option "betas"; downhill calls it "beta1" and "beta2"',
    );
    expect(said('Adafactor', 'eps')).toBe(
      'Adafactor: unknown option "eps"; downhill calls it "epsilon1" and "epsilon2"',
    );
  });

  it.each([
    ['Adam', 'amsgrad', 'AMSGrad has it'],
    ['Adam', 'weightDecay', 'AdamW has it'],
    ['Adam', 'weight_decay', 'AdamW has it'],
    ['SGD', 'momentum', 'Momentum has it'],
    ['SGD', 'nesterov', 'Nesterov has it'],
    ['SGD', 'weight_decay', 'SGDW has it'],
    ['Momentum', 'useNesterov', 'Nesterov has it'],
    ['RMSProp', 'momentum', 'RMSPropMomentum has it'],
    ['RMSProp', 'centered', 'RMSPropCentered has it'],
    ['NAdam', 'weightDecay', 'put this optimizer into a DecoupledDecay, or add l2 to the loss'],
    ['Adam', 'clipNorm', 'write transforms: [clipByNorm({ norm: 1 })]'],
    ['Adam', 'clipnorm', 'write transforms: [clipByNorm({ norm: 1 })]'],
    ['Adam', 'clipValue', 'write transforms: [clipByValue({ value: 0.5 })]'],
    ['Adam', 'global_clipnorm', 'write transforms: [clipByGlobalNorm({ norm: 1 })]'],
    [
      'Adam',
      'decay',
      'a rate that falls is a schedule, such as inverseTime({ rate: 0.001, every: 1000 })',
    ],
    ['Adam', 'decoupled_weight_decay', 'AdamW is Adam with it'],
    ['Adam', 'use_ema', 'put this optimizer into an ExponentialMovingAverage'],
  ])('%s: %s has another place', (name, option, way) => {
    expect(said(name, option)).toBe(`${name}: unknown option "${option}"; ${way}`);
  });

  it('names classes that there are', () => {
    for (const { rule } of Object.values(optimizers)) {
      for (const here of Object.values(rule.otherNames)) {
        expect(Object.hasOwn(rule.defaults, here) || Object.hasOwn(all, here), here).toBe(true);
      }
    }
  });

  it('means the same in a parameter group', () => {
    expect(refusal(() => new all.Adam({ groups: [{ where: {}, lr: 1 }] }))).toBe(
      'Adam: groups[0]: unknown option "lr"; downhill calls it "learningRate"',
    );
  });

  it.each<[(options: never) => unknown, string, string]>([
    [cosine, 'lr', 'peak'],
    [cosine, 'T_max', 'updates'],
    [cosine, 'eta_min', 'floor'],
    [cosineRestarts, 'T_mult', 'stretch'],
    [cosineRestarts, 'm_mul', 'factor'],
    [cyclic, 'base_lr', 'floor'],
    [cyclic, 'max_lr', 'peak'],
    [cyclic, 'step_size_up', 'every'],
    [exponential, 'initial_learning_rate', 'rate'],
    [exponential, 'decay_steps', 'every'],
    [stepDecay, 'step_size', 'every'],
    [stepDecay, 'gamma', 'factor'],
    [multiStep, 'boundaries', 'milestones'],
    [oneCycle, 'pct_start', 'rise'],
    [oneCycle, 'total_steps', 'updates'],
    [polynomial, 'end_learning_rate', 'floor'],
    [reduceOnPlateau, 'min_lr', 'floor'],
    [clipByNorm, 'max_norm', 'norm'],
    [reduceOnPlateau, 'threshold', 'minDelta'],
    [earlyStopping, 'min_delta', 'minDelta'],
    [earlyStopping, 'restore_best_weights', 'restoreBestWeights'],
  ])('%o: %s is %s', (make, option, ours) => {
    expect(refusal(() => make({ [option]: 1 } as never))).toBe(
      `${make.name}: unknown option "${option}"; downhill calls it "${ours}"`,
    );
  });

  it.each([
    ['gamma', 'factor shrinks whole cycles: it is gamma ** (2 * every)'],
    ['mode', 'factor 0.5 is "triangular2"'],
  ])('cyclic: %s has another place', (option, way) => {
    expect(refusal(() => cyclic({ [option]: 1 } as never))).toBe(
      `cyclic: unknown option "${option}"; ${way}`,
    );
  });

  it('leaves a misspelt name to the nearest one, and a name of nowhere to the list', () => {
    expect(said('AdamW', 'weigthDecay')).toContain('did you mean "weightDecay"?');
    expect(said('SGD', 'frobnicate')).toContain('known: learningRate');
    expect(said('SGD', 'constructor')).toContain('known: learningRate');
    expect(said('Lookahead', 'steps')).toContain('known: optimizer');
  });
});
