import { amsgrad as rule } from '../../rules/amsgrad.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import {
  averageUsedLate,
  inAverage,
  inAverageOfSquares,
  squaresOfOthers,
} from '../mutants/averages.ts';
import {
  inBothCorrectionsOfMaximum,
  inCorrectionOfMaximum,
  inFirstCorrection,
} from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { max, sqrt } = Math;

/** @see Reddi, Kale & Kumar 2018 (arXiv 1904.09237), algorithm 2, with Adam's corrections */
function textbook({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, largest, t] = [0, 0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      largest = max(largest, v);
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(largest / (1 - beta2 ** t)) + epsilon);
    };
  });
}

const maximum = 'vMax = vMax.maximum(v);';

/** AMSGrad beyond its rule: textbook, peers, mistakes. */
export const amsgrad = ruleMember({
  name: 'amsgrad',
  className: 'AMSGrad',
  rule,
  textbook,
  libraryDefaults: [{ option: 'epsilon', value: 1e-7, library: 'Keras' }],
  switches: { amsgrad: true },
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inAverageOfSquares,
    ...squaresOfOthers,
    ...inFirstCorrection,
    ...inCorrectionOfMaximum,
    ...inBothCorrectionsOfMaximum,
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' }, over: 'mHat' }),
    ...inStepSize('vMax', 'vMax', 'Keras'),
    ...inLastLine,
    ...mutantsAt({ find: maximum, first: 'vMax', remedy: 'vMax = max(vMax, v), and keep it' }, [
      ['maximum-missing', 'vMax = v;', 'the maximum is not taken: this is Adam'],
      ['minimum', 'vMax = vMax.minimum(v);', 'the minimum is taken in place of the maximum'],
      [
        'minimum-from-first',
        'vMax = t === 1 ? v : vMax.minimum(v);',
        'the minimum is taken in place of the maximum, from the first v on',
      ],
      ['maximum-summed', 'vMax = vMax.add(v);', 'the averages are summed in place of compared'],
      [
        'maximum-of-two',
        'const top = vMax.maximum(v);\n    vMax = v;',
        'the maximum is of this v and the one before it, not of all so far',
        { also: [['const vHat = vMax.div(', 'const vHat = top.div(']] },
      ],
      [
        'maximum-of-squares',
        'vMax = vMax.maximum(g.square());',
        'the maximum is of g², not of its average v',
      ],
      [
        'maximum-fed-back',
        'vMax = vMax.maximum(v);\n    v = vMax;',
        'the maximum takes the place of the average v itself',
        { remedy: 'keep v and vMax apart' },
      ],
      [
        'maximum-before-update',
        'const earlier = vMax;\n    vMax = vMax.maximum(v);',
        'the step is divided by the root of the maximum as it was before this update',
        {
          first: 'denominator',
          remedy: 'update vMax first, then divide by its root',
          also: [['vMax.div(1 - beta2 ** t)', 'earlier.div(1 - beta2 ** t)']],
        },
      ],
      [
        'maximum-of-corrected',
        'vMax = vMax.maximum(v.div(1 - beta2 ** t));',
        'the maximum is of the corrected v̂, not of v',
        {
          library: 'Optax',
          also: [['const vHat = vMax.div(1 - beta2 ** t);', 'const vHat = vMax;']],
        },
      ],
      [
        'maximum-corrected-twice',
        'vMax = vMax.maximum(v.div(1 - beta2 ** t));',
        'the maximum is of the corrected v̂, and is then corrected again',
      ],
    ]),
  ],
});
