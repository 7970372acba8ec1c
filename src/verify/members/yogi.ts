import { yogi as rule } from '../../rules/yogi.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { averageUsedLate, inAverage } from '../mutants/averages.ts';
import {
  inBothCorrections,
  inFirstCorrection,
  inSecondCorrection,
} from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sign, sqrt } = Math;

/** @see Zaheer et al. 2018, algorithm 2, with Adam's corrections */
function textbook({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-3,
  initialAccumulatorValue = 1e-6,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, t] = [0, initialAccumulatorValue, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = v - (1 - beta2) * sign(v - g ** 2) * g ** 2;
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

const moved = 'v = v.sub(';

/** Yogi beyond its rule: textbook, peers, mistakes. */
export const yogi = ruleMember({
  name: 'yogi',
  className: 'Yogi',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'epsilon', value: 1e-8, library: 'Adam and most other rules' },
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
    { option: 'initialAccumulatorValue', value: 0, library: 'Adam' },
  ],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inFirstCorrection,
    ...inSecondCorrection,
    ...inBothCorrections('the Yogi paper'),
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' }, over: 'mHat' }),
    ...inStepSize('v', 'v', "Keras's Adam"),
    ...inLastLine,
    ...mutantsAt(
      {
        find: moved,
        first: 'v',
        remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
      },
      [
        ['sign-reversed', 'v = v.add(', 'v moves away from g²: the sign is the wrong way round'],
        ['v-decays-too', 'v = v.mul(beta2).sub(', 'v decays with beta2 as well'],
        ['v-not-kept', 'v = v.mul(0).sub(', 'v forgets what it was before'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'sign(v.sub(g2))',
        first: 'v',
        remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
      },
      [
        ['sign-missing', 'v.sub(g2)', 'the sign is missing: v moves by (v − g²) · g²'],
        ['sign-of-gradient', 'sign(g)', 'the sign is that of the gradient, not of v − g²'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'v = v.sub(u.mul(1 - beta2));',
        first: 'v',
        remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
      },
      [
        [
          'adam-average',
          'v = v.sub(v.sub(g2).mul(1 - beta2));',
          'v moves by (1 − beta2) · (v − g²), which is the average of Adam',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '.mul(g2)',
        first: 'v',
        remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
      },
      [['square-missing', '', 'v moves by the sign alone, not by sign · g²']],
    ),
    ...mutantsAt(
      {
        find: '.mul(1 - beta2)',
        first: 'v',
        remedy: 'v = v − (1 − beta2) · sign(v − g²) · g²',
      },
      [
        ['v-without-share', '', 'g² moves v whole, without the share 1 − beta2'],
        [
          'v-with-beta1',
          '.mul(1 - beta1)',
          'v moves with the share 1 − beta1 in place of 1 − beta2',
        ],
        ['v-with-kept-share', '.mul(beta2)', 'v moves with the share beta2 in place of 1 − beta2'],
      ],
    ),
    ...mutantsAt(
      { find: 'const g2 = g.square().minimum(2 ** 126);', first: 'v', remedy: 'compare v with g²' },
      [['v-of-absolute-gradient', 'const g2 = g.abs();', 'v moves towards |g| in place of g²']],
    ),
    ...mutantsAt(
      {
        find: 'return { v: zeros.add(initialAccumulatorValue) };',
        first: 'm',
        remedy: 'start m at 0 and v at initialAccumulatorValue',
      },
      [
        [
          'averages-start-alike',
          'const v = zeros.add(initialAccumulatorValue); return { v, m: v };',
          'the average m starts at initialAccumulatorValue too',
          { library: 'Optax' },
        ],
      ],
    ),
  ],
});
