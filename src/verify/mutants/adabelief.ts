import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const sources = optimizerFiles('adabelief');
const m = 'm = m.mul(beta1).add(g.mul(1 - beta1));';

/** Mistakes that only AdaBelief can have. */
export const adabelief: readonly Mutant[] = [
  ...mistakes(
    {
      sources,
      find: '.sub(m)',
      first: 's',
      remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
    },
    [
      ['surprise-missing', '', 'the average takes g² in place of (g − m)²'],
      [
        'surprise-before-update',
        '.sub(before)',
        'the surprise is measured from m as it was before this update',
        { seen: 'optax #1130', also: [[m, `const before = m;\n    ${m}`]] },
      ],
      ['surprise-added', '.add(m)', 'the average takes (g + m)² in place of (g − m)²'],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: '          .square()\n',
      first: 's',
      remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
    },
    [
      ['surprise-not-squared', '', 'the surprise g − m is not squared'],
      [
        'surprise-absolute',
        '          .abs()\n',
        'the average takes |g − m| in place of its square',
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
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
        { also: [['      .mul(beta2)\n', '      .mul(1 - beta2)\n']] },
      ],
    ],
  ),
  ...mistakes(
    {
      sources,
      find: '      .add(epsilon);',
      first: 's',
      remedy: 's = beta2 · s + (1 − beta2) · (g − m)² + epsilon',
    },
    [
      [
        'epsilon-outside-only',
        ';',
        'epsilon is added to the root alone, not to the average in each update',
        { library: 'Optax with eps_root 0' },
      ],
    ],
  ),
];
