import { adadelta as rule } from '../../rules/adadelta.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt, type Row } from '../mutant.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Zeiler 2012 (arXiv 1212.5701), algorithm 1 */
function textbook({ rho = 0.9, epsilon = 1e-6 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [Eg2, Edx2] = [0, 0];
    const rms = (x: number) => sqrt(x + epsilon);
    return (w, g, lr) => {
      Eg2 = rho * Eg2 + (1 - rho) * g ** 2;
      const dx = (-rms(Edx2) / rms(Eg2)) * g;
      Edx2 = rho * Edx2 + (1 - rho) * dx ** 2;
      return w + lr * dx;
    };
  });
}

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

/** AdaDelta beyond its rule: textbook, peers, mistakes. */
export const adadelta = ruleMember({
  name: 'adadelta',
  className: 'AdaDelta',
  rule,
  textbook,
  builtin: {
    meant: 'tf.train.adadelta',
    none: 'tf.train.adadelta divides by the average of the update before, so that its ratio is always 1: it walks the path of SGD.',
  },
  libraryDefaults: [
    { option: 'rho', value: 0.95, library: 'tfjs and Keras' },
    { option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' },
    { option: 'epsilon', value: 1e-8, library: 'Adam and most other rules' },
  ],
  probeRate: 0.5,
  mutants: [
    ...mutantsAt({ find: gradients, first: 'a', remedy: 'a = rho · a + (1 − rho) · g²' }, [
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
    ]),
    ...mutantsAt(
      {
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
    ...mutantsAt({ find: steps, first: 'd', remedy: 'd = rho · d + (1 − rho) · u²' }, [
      ...average('d', 'u', 'u'),
      [
        'rate-in-d',
        'd = d.mul(rho).add(u.mul(lr).square().mul(1 - rho));',
        'the average of u² takes lr · u in place of u',
      ],
      [
        'd-before-step',
        `${steps}\n    const late = ${scaled.slice('const u = '.length)}`,
        'the step takes the average of u² as it is after this update',
        {
          first: 'w',
          remedy: 'step with d as it was, then update d',
          also: [['w.sub(u.mul(lr))', 'w.sub(late.mul(lr))']],
        },
      ],
      [
        'd-from-a',
        'd = a.mul(rho).add(u.square().mul(1 - rho));',
        'the average of u² goes on from the average of g², not from its own old value',
      ],
      [
        'd-of-gradient',
        'd = d.mul(rho).add(g.square().mul(1 - rho));',
        'the average of u² takes g² in place of u²',
      ],
    ]),
    ...mutantsAt({ find: 'w.sub(u.mul(lr))', first: 'w', remedy: 'w − lr · u' }, [
      [
        'ascends',
        'w.add(u.mul(lr))',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
    ]),
  ],
});
