import { muon as rule } from '../../rules/muon.ts';
import { split, turned, type Matrix } from '../matrix.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt, type Mutant } from '../mutant.ts';
import { inLine, inShrinking } from '../mutants/decay.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';
import { adamw } from './adamw.ts';

const { max, sqrt } = Math;

/**
 * @see Jordan et al. 2024, "Muon"; on matrices [in, out], and up to `maxRank` on what is one when all axes but the last are taken for one. All
 * other variables go to AdamW.
 */
function textbook({
  momentum = 0.95,
  newtonSchulzSteps = 5,
  maxRank = 2,
  weightDecay = 0.01,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
}: TextbookOptions): Stepper {
  const adamw = eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      return w - lr * (mHat / (sqrt(v / (1 - beta2 ** t)) + epsilon) + weightDecay * w);
    };
  });
  const lookAhead = eachWeight(() => {
    let b = 0;
    return (_, g) => {
      b = momentum * b + (1 - momentum) * g;
      return momentum * b + (1 - momentum) * g;
    };
  });
  return (w, g, lr, shape = []) => {
    const isMatrix = shape.length >= 2 && shape.length <= maxRank;
    if (!isMatrix) return adamw(w, g, lr);
    const outputs = shape.at(-1) as number;
    const inputs = w.length / outputs;
    const step = orthogonal(split(lookAhead(w, g, lr), outputs), newtonSchulzSteps).flat();
    const rate = lr * sqrt(max(1, outputs / inputs));
    return w.map((wi, i) => wi - lr * weightDecay * wi - rate * (step[i] as number));
  };
}

/** `steps` rounds of X ← X·(a·I + b·A + c·A²) with A = Xᵀ·X, from X over its norm. */
function orthogonal(x: Matrix, steps: number): Matrix {
  const norm = max(Math.hypot(...x.flat()), 1e-7);
  let now: Matrix = x.map((row) => row.map((value) => value / norm));
  for (let step = 0; step < steps; step++) {
    const a = product(turned(now), now);
    const square = product(a, a);
    const polynomial = a.map((row, i) =>
      row.map((value, j) => {
        return (i === j ? 3.4445 : 0) - 4.775 * value + 2.0315 * (square[i]?.[j] as number);
      }),
    );
    now = product(now, polynomial);
  }
  return now;
}

const product = (x: Matrix, y: Matrix): Matrix =>
  x.map((row) =>
    turned(y).map((column) =>
      row.reduce((sum, value, k) => sum + value * (column[k] as number), 0),
    ),
  );

const average = 'const m = slots.m.mul(momentum).add(g.mul(1 - momentum));';
const ahead = 'const u = m.mul(momentum).add(g.mul(1 - momentum));';
const rate = 'lr * Math.sqrt(Math.max(1, outputs / inputs))';
const step = 'w.mul(1 - lr * weightDecay).sub(o.mul(rate))';

/** Mistakes on matrices; those on anything else are those of AdamW, some of them by the same name. */
const onMatrices: readonly Mutant[] = [
  // The mistake of a learner who shrinks vectors in the right way.
  ...inShrinking(inLine).map((one) => ({ ...one, fault: `on matrices ${one.fault}` })),
  ...mutantsAt({ find: average, first: 'm', remedy: 'm = momentum · m + (1 − momentum) · g' }, [
    [
      'm-shares-swapped',
      'const m = slots.m.mul(1 - momentum).add(g.mul(momentum));',
      'momentum and 1 − momentum have changed places in m',
    ],
    ['m-not-kept', 'const m = g.mul(1 - momentum);', 'the average m forgets what it was before'],
    [
      'm-never-forgets',
      'const m = slots.m.add(g.mul(1 - momentum));',
      'the average m never forgets',
    ],
    [
      'm-without-share',
      'const m = slots.m.mul(momentum).add(g);',
      'the gradient enters m whole but the look-ahead with the share 1 − momentum',
    ],
  ]),
  ...mutantsAt(
    {
      find: ahead,
      first: 'u',
      remedy: 'u = momentum · m + (1 − momentum) · g, with the new m',
    },
    [
      ['look-ahead-missing', 'const u = m;', 'the step does not look ahead as Nesterov does'],
      [
        'look-ahead-whole',
        'const u = m.mul(momentum).add(g);',
        'the gradient enters the look-ahead whole, without the share 1 − momentum',
      ],
      [
        'momentum-missing',
        'const u = g;',
        'the gradient itself is made orthogonal, without its average',
      ],
    ],
  ),
  ...mutantsAt(
    {
      find: 'x.div(norm(x).maximum(1e-7))',
      first: 'x',
      remedy: 'divide by the norm before the rounds',
    },
    [
      ['norm-missing', 'x.div(1)', 'the matrix is not divided by its norm before the rounds'],
      [
        'norm-squared',
        'x.div(norm(x).square().maximum(1e-7))',
        'the matrix is divided by its squared norm before the rounds',
      ],
    ],
  ),
  ...mutantsAt(
    {
      find: 'let i = 0',
      first: 'x',
      remedy: 'do as many rounds as newtonSchulzSteps says',
    },
    [
      ['one-round-less', 'let i = 1', 'there is one round less than newtonSchulzSteps says'],
      ['one-round-more', 'let i = -1', 'there is one round more than newtonSchulzSteps says'],
      ['no-rounds', 'let i = newtonSchulzSteps', 'the matrix is not made orthogonal at all'],
    ],
  ),
  ...mutantsAt(
    {
      find: 'a.mul(-4.775).add(a.matMul(a).mul(2.0315))',
      first: 'x',
      remedy: 'X ← 3.4445 · X + (−4.775 · A + 2.0315 · A²) · X with A = X · Xᵀ',
    },
    [
      [
        'cubic-rounds',
        'a.mul(-0.5)',
        'the rounds are the cubic ones of Newton and Schulz: 1.5 · X − 0.5 · A · X',
        { also: [['x.mul(3.4445)', 'x.mul(1.5)']] },
      ],
      [
        'quintic-classical',
        'a.mul(-1.25).add(a.matMul(a).mul(0.375))',
        'the rounds have the classical coefficients 15/8, −10/8 and 3/8',
        { also: [['x.mul(3.4445)', 'x.mul(1.875)']] },
      ],
      [
        'sign-in-rounds',
        'a.mul(4.775).add(a.matMul(a).mul(2.0315))',
        'the middle coefficient of the rounds has the wrong sign',
      ],
      ['square-missing', 'a.mul(-4.775).add(a.mul(2.0315))', 'the rounds take A in place of A²'],
      ['quintic-missing', 'a.mul(-4.775)', 'the term with A² is missing in the rounds'],
    ],
  ),
  ...mutantsAt(
    { find: rate, first: 'rate', remedy: 'lr · √max(1, out / in) for a matrix [in, out]' },
    [
      ['rate-unscaled', 'lr', 'the rate does not grow with the shape of the matrix'],
      [
        'rate-scale-inverted',
        'lr * Math.sqrt(Math.max(1, inputs / outputs))',
        'rows and columns have changed places in the scale of the rate',
      ],
      [
        'rate-scale-unlimited',
        'lr * Math.sqrt(outputs / inputs)',
        'the scale of the rate may fall below 1',
      ],
      [
        'rate-scale-without-root',
        'lr * Math.max(1, outputs / inputs)',
        'the root is missing in the scale of the rate',
      ],
      [
        'rate-as-adam',
        'lr * 0.2 * Math.sqrt(Math.max(outputs, inputs))',
        'the rate is scaled to the size of a step of Adam',
        { library: 'PyTorch with match_rms_adamw' },
      ],
      [
        'rate-missing',
        'Math.sqrt(Math.max(1, outputs / inputs))',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      [
        'decay-with-scaled-rate',
        rate,
        'the decay is multiplied by the scaled rate in place of lr',
        {
          first: 'w',
          remedy: 'w · (1 − lr · weightDecay)',
          also: [['1 - lr * weightDecay', '1 - rate * weightDecay']],
        },
      ],
    ],
  ),
  ...mutantsAt({ find: step, first: 'w', remedy: 'w · (1 − lr · weightDecay) − rate · O' }, [
    [
      'ascends',
      'w.mul(1 - lr * weightDecay).add(o.mul(rate))',
      'the weight goes uphill: the step is added',
      { remedy: 'subtract the step' },
    ],
    [
      'decay-after-step',
      'w.sub(o.mul(rate)).mul(1 - lr * weightDecay)',
      'the decay comes after the step, so that it shrinks the step too',
      { remedy: 'shrink the weight as it was before the step' },
    ],
  ]),
];

/** Muon beyond its rule: textbook, peers, mistakes. */
export const muon = ruleMember({
  name: 'muon',
  className: 'Muon',
  rule,
  parent: adamw,
  textbook,
  libraryDefaults: [
    { option: 'weightDecay', value: 0.1, library: 'PyTorch' },
    { option: 'weightDecay', value: 0, library: 'Optax', off: true },
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
  ],
  mutants: onMatrices.map((one) => ({ ...one, id: `matrix-${one.id}` })),
});
