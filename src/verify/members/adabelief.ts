import { adabelief as rule } from '../../rules/adabelief.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inAverage } from '../mutants/averages.ts';
import {
  inBothCorrectionsOfSurprise,
  inCorrectionOfSurprise,
  inFirstCorrection,
} from '../mutants/corrections.ts';
import { inDenominator, inStepSize } from '../mutants/denominators.ts';
import { inLastLine } from '../mutants/steps.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Zhuang et al. 2020 (arXiv 2010.07468), algorithm 2 */
function textbook({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-16 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, s, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      s = beta2 * s + (1 - beta2) * (g - m) ** 2 + epsilon;
      return w - (lr * (m / (1 - beta1 ** t))) / (sqrt(s / (1 - beta2 ** t)) + epsilon);
    };
  });
}

const m = 'm = m.mul(beta1).add(g.mul(1 - beta1));';

/** AdaBelief beyond its rule: textbook, peers, mistakes. */
export const adabelief = ruleMember({
  name: 'adabelief',
  className: 'AdaBelief',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'epsilon', value: 1e-8, library: 'Adam and most other rules' },
    { option: 'epsilon', value: 1e-12, library: 'early releases of its authors' },
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
  ],
  mutants: [
    ...inAverage,
    ...inFirstCorrection,
    ...inCorrectionOfSurprise,
    ...inBothCorrectionsOfSurprise,
    // Its epsilon is in the average too, so that the root is never below it.
    ...inDenominator({ under: 'sHat', letter: 'ŝ' }).filter(
      ({ id }) => id !== 'epsilon-as-maximum',
    ),
    ...inStepSize('s', 's', "Keras's Adam"),
    ...inLastLine,
    ...mutantsAt(
      {
        find: 'g.sub(m)',
        first: 's',
        remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
      },
      [
        ['surprise-missing', 'g', 'the average takes g² in place of (g − m)²'],
        [
          'surprise-before-update',
          'g.sub(before)',
          'the surprise is measured from m as it was before this update',
          { seen: 'optax #1130', also: [[m, `const before = m;\n    ${m}`]] },
        ],
        [
          'surprise-from-corrected',
          'g.sub(m.div(1 - beta1 ** t))',
          'the surprise is measured from the corrected m̂, which is g itself in the first update',
        ],
        ['surprise-added', 'g.add(m)', 'the average takes (g + m)² in place of (g − m)²'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'surprise.square()',
        first: 's',
        remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
      },
      [
        ['surprise-not-squared', 'surprise', 'the surprise g − m is not squared'],
        ['surprise-absolute', 'surprise.abs()', 'the average takes |g − m| in place of its square'],
      ],
    ),
    ...mutantsAt(
      {
        find: '.mul(1 - beta2)',
        first: 's',
        remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
      },
      [
        [
          's-without-share',
          '',
          'the squared surprise enters the average whole, without the share 1 − beta2',
        ],
        [
          's-with-beta1',
          '.mul(1 - beta1)',
          'the average of the squared surprise decays with beta1 in place of beta2',
          { also: [['.mul(beta2)', '.mul(beta1)']] },
        ],
        [
          's-shares-swapped',
          '.mul(beta2)',
          'beta2 and 1 − beta2 have changed places in the average of the squared surprise',
          { also: [['s.mul(beta2)', 's.mul(1 - beta2)']] },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '    s = s.add(epsilon);\n',
        first: 's',
        remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
      },
      [
        [
          'epsilon-outside-only',
          '',
          'epsilon is added to the root alone, not to the average in each update',
          { library: 'Optax with eps_root 0' },
        ],
      ],
    ),
  ],
});
