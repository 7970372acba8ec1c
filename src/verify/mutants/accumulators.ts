import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles, type Row } from './place.ts';

const adagrad = optimizerFiles('adagrad');
const adadelta = optimizerFiles('adadelta');

const sum = 'a = a.add(g.square());';
const gradients = 'a = a.mul(rho).add(g.square().mul(1 - rho));';
const scaled = 'const u = d.add(epsilon).sqrt().div(a.add(epsilon).sqrt()).mul(g);';
const steps = 'd = d.mul(rho).add(u.square().mul(1 - rho));';

/** Mistakes in an average of squares that decays with rho. */
function average(letter: 'a' | 'd', of: 'g' | 'u', name: string): Row[] {
  return [
    [
      `${letter}-without-share`,
      `${letter} = ${letter}.mul(rho).add(${of}.square());`,
      `${name}² enters its average whole, without the share 1 − rho`,
    ],
    [
      `${letter}-shares-swapped`,
      `${letter} = ${letter}.mul(1 - rho).add(${of}.square().mul(rho));`,
      `rho and 1 − rho have changed places in the average of ${name}²`,
    ],
    [
      `${letter}-not-kept`,
      `${letter} = ${of}.square().mul(1 - rho);`,
      `the average of ${name}² forgets what it was before`,
    ],
    [
      `${letter}-never-forgets`,
      `${letter} = ${letter}.add(${of}.square().mul(1 - rho));`,
      `the average of ${name}² never forgets`,
    ],
    [
      `${letter}-of-absolute`,
      `${letter} = ${letter}.mul(rho).add(${of}.abs().mul(1 - rho));`,
      `the average takes |${name}| in place of ${name}²`,
    ],
    [`${letter}-not-updated`, '', `the average of ${name}² is never updated`],
  ];
}

/** Mistakes in AdaGrad and AdaDelta. */
export const accumulators: readonly Mutant[] = [
  ...mistakes({ sources: adagrad, find: sum, first: 'a', remedy: 'a = a + g²' }, [
    ['accumulator-not-kept', 'a = g.square();', 'the sum of squares forgets what it was before'],
    [
      'accumulator-forgets',
      'a = a.mul(0.9).add(g.square());',
      'the sum of squares decays by 0.9 in every update',
    ],
    [
      'accumulator-averaged',
      'a = a.mul(0.9).add(g.square().mul(0.1));',
      'the squares are averaged with decay 0.9, as in RMSProp, not summed',
    ],
    ['accumulator-of-gradient', 'a = a.add(g);', 'the sum takes g in place of g²'],
    ['accumulator-of-absolute', 'a = a.add(g.abs());', 'the sum takes |g| in place of g²'],
    [
      'accumulator-with-epsilon',
      'a = a.add(g.square()).add(epsilon);',
      'epsilon is added to the sum in every update',
      { remedy: 'add epsilon to √a alone, and do not keep it' },
    ],
    [
      'accumulator-before-update',
      `const before = a;\n    ${sum}`,
      'the step is divided by the root of the sum as it was before this update',
      {
        first: 'denominator',
        remedy: 'add g² to the sum first, then divide by its root',
        also: [['a.sqrt().add(epsilon)', 'before.sqrt().add(epsilon)']],
      },
    ],
    [
      'accumulator-mean',
      sum,
      'the sum of squares is divided by the count of updates',
      {
        first: 'denominator',
        remedy: 'divide by √a + epsilon, where a is the whole sum',
        also: [
          ['{ w, g, lr }: Step', '{ w, g, lr, t }: Step'],
          ['a.sqrt().add(epsilon)', 'a.div(t).sqrt().add(epsilon)'],
        ],
      },
    ],
  ]),
  ...mistakes(
    { sources: adadelta, find: gradients, first: 'a', remedy: 'a = rho · a + (1 − rho) · g²' },
    [
      ...average('a', 'g', 'g'),
      [
        'a-before-update',
        `const before = a;\n    ${gradients}`,
        'the step is divided by the average of g² as it was before this update, which makes it plain gradient descent',
        {
          first: 'u',
          seen: 'tfjs 4.22 train.adadelta',
          remedy: 'update a first, then divide by its root',
          also: [[scaled, scaled.replace('a.add(', 'before.add(')]],
        },
      ],
      [
        'a-misbracketed',
        'a = a.mul(rho).add(1 - rho).mul(g.square());',
        'the average of g² is (rho · a + 1 − rho) · g²: a pair of brackets is in the wrong place',
        { seen: 'nd4j #1239' },
      ],
    ],
  ),
  ...mistakes(
    {
      sources: adadelta,
      find: scaled,
      first: 'u',
      remedy: 'u = √(d + epsilon) / √(a + epsilon) · g',
    },
    [
      [
        'upper-root-missing',
        'const u = d.add(epsilon).div(a.add(epsilon).sqrt()).mul(g);',
        'the root over the average of u² is missing',
      ],
      [
        'lower-root-missing',
        'const u = d.add(epsilon).sqrt().div(a.add(epsilon)).mul(g);',
        'the root over the average of g² is missing',
      ],
      [
        'both-roots-missing',
        'const u = d.add(epsilon).div(a.add(epsilon)).mul(g);',
        'both roots are missing',
      ],
      [
        'ratio-inverted',
        'const u = a.add(epsilon).sqrt().div(d.add(epsilon).sqrt()).mul(g);',
        'the ratio stands on its head: √(a + epsilon) / √(d + epsilon)',
      ],
      [
        'epsilon-outside-roots',
        'const u = d.sqrt().add(epsilon).div(a.sqrt().add(epsilon)).mul(g);',
        'epsilon is added outside the roots',
      ],
      [
        'upper-epsilon-missing',
        'const u = d.sqrt().div(a.add(epsilon).sqrt()).mul(g);',
        'epsilon is missing above, so that the weight never starts to move',
      ],
      [
        'lower-epsilon-missing',
        'const u = d.add(epsilon).sqrt().div(a.maximum(2 ** -126).sqrt()).mul(g);',
        'epsilon is missing below',
      ],
      [
        'upper-missing',
        'const u = g.div(a.add(epsilon).sqrt());',
        'the root of the average of u² is missing above: this is RMSProp with epsilon inside the root',
      ],
      [
        'lower-missing',
        'const u = d.add(epsilon).sqrt().mul(g);',
        'the step is not divided by the root of the average of g²',
      ],
      [
        'gradient-missing',
        'const u = d.add(epsilon).sqrt().div(a.add(epsilon).sqrt());',
        'the ratio is not multiplied by the gradient',
      ],
    ],
  ),
  ...mistakes(
    { sources: adadelta, find: steps, first: 'd', remedy: 'd = rho · d + (1 − rho) · u²' },
    [
      ...average('d', 'u', 'u'),
      [
        'rate-in-d',
        'd = d.mul(rho).add(u.mul(lr).square().mul(1 - rho));',
        'the average of u² takes lr · u in place of u',
      ],
      [
        'd-of-gradient',
        'd = d.mul(rho).add(g.square().mul(1 - rho));',
        'the average of u² takes g² in place of u²',
      ],
    ],
  ),
  ...mistakes({ sources: adadelta, find: 'w.sub(u.mul(lr))', first: 'w', remedy: 'w − lr · u' }, [
    [
      'ascends',
      'w.add(u.mul(lr))',
      'the weight goes uphill: the step is added',
      { remedy: 'subtract the step' },
    ],
    [
      'rate-missing',
      'w.sub(u)',
      'the step is not multiplied by the learning rate',
      { first: 'lr' },
    ],
  ]),
  ...mistakes(
    {
      sources: adagrad,
      find: 'w.sub(g.mul(lr)',
      first: 'w',
      remedy: 'w − lr · g / (√a + epsilon)',
    },
    [
      [
        'ascends',
        'w.add(g.mul(lr)',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        'w.sub(g',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
    ],
  ),
];
