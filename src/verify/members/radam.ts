import { radam as rule } from '../../rules/radam.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import {
  averageUsedLate,
  inAverage,
  inAverageOfSquares,
  squaresOfOthers,
  squaresUsedLate,
} from '../mutants/averages.ts';
import {
  inBothCorrections,
  inFirstCorrection,
  inSecondCorrection,
} from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Liu et al. 2020 (arXiv 1908.03265), algorithm 2, with the threshold 5 of the authors' code */
function textbook({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  const longest = 2 / (1 - beta2) - 1;
  return eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const length = longest - (2 * t * beta2 ** t) / (1 - beta2 ** t);
      if (length <= 5) return w - lr * mHat;
      const known = ((length - 4) / (longest - 4)) * ((length - 2) / (longest - 2));
      const r = sqrt((known * longest) / length);
      return w - (lr * r * mHat) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    };
  });
}

const length = '(2 * t * beta2 ** t) / (1 - beta2 ** t)';
const rectified =
  'Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho))';
const waits = 'if (rho <= 5) return { w: w.sub(mHat.mul(lr)), m, v };';

/** RAdam beyond its rule: textbook, peers, mistakes. */
export const radam = ruleMember({
  name: 'radam',
  className: 'RAdam',
  rule,
  textbook,
  libraryDefaults: [{ option: 'epsilon', value: 1e-7, library: 'Keras' }],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inAverageOfSquares,
    ...squaresOfOthers,
    ...squaresUsedLate,
    ...inFirstCorrection,
    ...inSecondCorrection,
    ...inBothCorrections(),
    ...inDenominator({ under: 'vHat', letter: 'v̂', inside: { seen: 'd2l-zh #502' } }),
    ...inStepSize('v', 'v', 'PyTorch'),
    ...mutantsAt(
      {
        find: waits,
        first: 'rho',
        remedy: 'while rho is 5 or less, step with lr · m̂ alone',
      },
      [
        [
          'threshold-4',
          waits.replace('5', '4'),
          'the adaptive step begins when rho is above 4, not above 5',
          { library: 'the RAdam paper' },
        ],
        [
          'waits-still',
          'if (rho <= 5) return { w, m, v };',
          'while rho is 5 or less the weight does not move at all',
        ],
        [
          'waits-uncorrected',
          'if (rho <= 5) return { w: w.sub(m.mul(lr)), m, v };',
          'while rho is 5 or less the step takes m, without its correction',
        ],
        [
          'waits-with-gradient',
          'if (rho <= 5) return { w: w.sub(g.mul(lr)), m, v };',
          'while rho is 5 or less the step takes the gradient in place of m̂',
        ],
        [
          'waits-with-adam',
          'if (rho <= 5) return { w: w.sub(mHat.mul(lr).div(v.div(1 - beta2 ** t).sqrt().add(epsilon))), m, v };',
          'while rho is 5 or less the step is that of Adam, so that nothing waits',
        ],
        [
          'never-adapts',
          'if (rho <= Infinity) return { w: w.sub(mHat.mul(lr)), m, v };',
          'the adaptive step never begins',
        ],
        [
          'waits-reversed',
          waits.replace('<=', '>'),
          'the condition is the wrong way round: it adapts only while rho is 5 or less',
        ],
      ],
    ),
    ...mutantsAt({ find: 'lr * r', first: 'r', remedy: 'multiply the adaptive step by r' }, [
      ['rectification-missing', 'lr', 'the adaptive step is not multiplied by r'],
      ['rectification-divides', 'lr / r', 'the adaptive step is divided by r'],
      [
        'rectification-squared',
        'lr * r * r',
        'the root is missing in r',
        { remedy: 'r is the root of the ratio' },
      ],
    ]),
    ...mutantsAt(
      {
        find: rectified,
        first: 'r',
        remedy: 'r = √((rho − 4) · (rho − 2) · rho∞ / ((rho∞ − 4) · (rho∞ − 2) · rho))',
      },
      [
        [
          'rectification-without-lengths',
          'Math.sqrt(((rho - 4) * (rho - 2)) / ((rhoMax - 4) * (rhoMax - 2)))',
          'the factor rho∞ / rho is missing in r',
        ],
        [
          'rectification-lengths-swapped',
          'Math.sqrt(((rho - 4) * (rho - 2) * rho) / ((rhoMax - 4) * (rhoMax - 2) * rhoMax))',
          'rho and rho∞ have changed places in the last factor of r',
        ],
        [
          'rectification-fours',
          'Math.sqrt(((rho - 4) * (rho - 4) * rhoMax) / ((rhoMax - 4) * (rhoMax - 4) * rho))',
          'r has rho − 4 twice, in place of (rho − 4) · (rho − 2)',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: length,
        first: 'rho',
        remedy: 'rho = rho∞ − 2 · t · beta2^t / (1 − beta2^t)',
      },
      [
        ['length-without-t', '(2 * beta2 ** t) / (1 - beta2 ** t)', 'rho lacks the factor t'],
        ['length-without-two', '(t * beta2 ** t) / (1 - beta2 ** t)', 'rho lacks the factor 2'],
        [
          'length-with-beta1',
          '(2 * t * beta1 ** t) / (1 - beta1 ** t)',
          'rho takes beta1 in place of beta2',
        ],
        [
          'length-without-power',
          '(2 * t * beta2) / (1 - beta2)',
          'rho takes beta2 in place of beta2^t',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '2 / (1 - beta2) - 1',
        first: 'rho',
        remedy: 'rho∞ = 2 / (1 − beta2) − 1',
      },
      [
        ['longest-without-one', '2 / (1 - beta2)', 'rho∞ lacks the − 1'],
        ['longest-halved', '1 / (1 - beta2) - 1', 'rho∞ has 1 in place of 2 above'],
        ['longest-with-beta1', '2 / (1 - beta1) - 1', 'rho∞ takes beta1 in place of beta2'],
      ],
    ),
  ],
});
