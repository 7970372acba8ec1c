import { sign, type Elementwise } from '../../rules/index.ts';
import {
  faultsAtFirst,
  faultsIn,
  withSquares,
  type FaultRow,
  type Given,
  type RuleFault,
} from './rule-fault.ts';

/** The rule is given something else than the gradient, made of it alone. */
const instead = (
  id: string,
  fault: string,
  made: (g: Elementwise, given: Given) => Elementwise,
): FaultRow => [id, fault, (given) => given.run({ step: { g: made(given.step.g, given) } })];

/** Only the squares of the gradient are others. */
const squares = (id: string, fault: string, made: (g: Elementwise) => Elementwise) =>
  instead(`squares-${id}`, fault, (g) => withSquares(g, made(g), g.abs()));

const least = 1e-30;

/** Mistakes in the gradient that a rule is given. */
export const gradientFaults: readonly RuleFault[] = [
  ...faultsIn('g', 'take the gradient of this update', [
    [
      'gradient-late',
      'each update takes the gradient of the one before it; the first takes its own',
      ({ step: { g }, kept, run }) => ({ next: run({ step: { g: kept ?? g } }), keep: g }),
    ],
    [
      'gradient-late-from-zero',
      'each update takes the gradient of the one before it; the first takes none',
      ({ step: { g }, kept, run }) => ({ next: run({ step: { g: kept ?? g.mul(0) } }), keep: g }),
    ],
    [
      'gradient-frozen',
      'every update takes the gradient of the first one',
      ({ step: { g }, kept, run }) => ({ next: run({ step: { g: kept ?? g } }), keep: kept ?? g }),
    ],
    [
      'gradients-summed',
      'the gradients of all updates so far are summed: the sum is never cleared',
      ({ step, kept, run }) => {
        const g = kept?.add(step.g) ?? step.g;
        return { next: run({ step: { g } }), keep: g };
      },
    ],
    [
      'gradients-averaged',
      'the rule takes the mean of all gradients so far in place of the gradient',
      ({ step, kept, run }) => {
        const sum = kept?.add(step.g) ?? step.g;
        return { next: run({ step: { g: sum.div(step.t) } }), keep: sum };
      },
    ],
    [
      'gradient-with-previous',
      'the gradient of the update before it is added to each gradient',
      ({ step: { g }, kept, run }) => ({ next: run({ step: { g: kept?.add(g) ?? g } }), keep: g }),
    ],
    [
      'gradient-mean-of-two',
      'the rule takes the mean of this gradient and the one before it; the first is halved',
      ({ step: { g }, kept, run }) => ({
        next: run({ step: { g: (kept?.add(g) ?? g).mul(0.5) } }),
        keep: g,
      }),
    ],
    [
      'gradient-change',
      'the rule takes the change of the gradient since the update before it',
      ({ step: { g }, kept, run }) => ({
        next: run({ step: { g: kept ? g.sub(kept) : g } }),
        keep: g,
      }),
    ],
  ]),
  ...faultsAtFirst('g', 'take the first gradient as any other', [
    [
      'first-gradient-doubled',
      'the gradient of the first update is taken twice',
      ({ step: { g }, first, run }) => ({
        next: run({ step: { g: first ? g.mul(2) : g } }),
        keep: g,
      }),
    ],
    [
      'first-gradient-halved',
      'the gradient of the first update is halved',
      ({ step: { g }, first, run }) => ({
        next: run({ step: { g: first ? g.mul(0.5) : g } }),
        keep: g,
      }),
    ],
  ]),
  ...faultsIn('g', 'take g² of each element', [
    squares(
      'mean',
      'the squares are averaged over all elements of a variable: one scale for all',
      (g) => {
        return g.mul(0).add(g.square().mean());
      },
    ),
    squares(
      'whole',
      'the squares are summed over all elements of a variable: one scale for all',
      (g) => {
        return g.mul(0).add(g.square().sum());
      },
    ),
    squares('sizes', '|g| is taken in place of g²', (g) => g.abs()),
    squares('signed', 'g · |g| is taken in place of g², which has a sign', (g) => g.mul(g.abs())),
    squares('unsquared', 'g is taken in place of g²', (g) => g),
    squares('cubes', '|g|³ is taken in place of g²', (g) => g.square().mul(g.abs())),
    squares('first-axis', 'the squares are averaged along the first axis of a variable', (g) => {
      return g.shape.length === 0 ? g.square() : g.mul(0).add(g.square().mean(0, true));
    }),
  ]),
  ...faultsIn('g', 'hand the gradient to the rule as it comes', [
    instead('gradient-for-sign', 'the rule takes the sign of the gradient', (g) => sign(g)),
    instead('gradient-for-absolute', 'the rule takes |g| in place of g', (g) => g.abs()),
    instead('gradient-for-square', 'the rule takes g² in place of g', (g) => g.square()),
    instead(
      'gradient-for-weight',
      'the rule takes the weight in place of the gradient',
      (_, one) => {
        return one.step.w;
      },
    ),
    instead('gradient-for-opposite', 'the rule takes −g in place of g', (g) => g.mul(-1)),
    instead(
      'gradient-of-length-one',
      'the gradient is divided by its norm, so that only its direction counts',
      (g) => g.div(g.norm().maximum(least)),
    ),
    instead('gradient-mean', 'all elements of a variable take the mean of their gradients', (g) =>
      g.mul(0).add(g.mean()),
    ),
    instead(
      'gradient-centred',
      'the mean of a variable’s gradient is subtracted from it (gradient centralization)',
      (g) => g.sub(g.mean()),
    ),
    instead(
      'gradient-per-element',
      'the gradient is divided by the number of elements of the variable',
      (g) => g.div(Math.max(1, sizeOf(g))),
    ),
    instead(
      'gradient-per-row',
      'the gradient is divided by the length of the variable’s first axis, as if that were the batch',
      (g) => g.div(g.shape[0] ?? 1),
    ),
    ...[0.1, 0.5, 1, 5].map((limit) =>
      instead(
        `gradient-within-${limit}`,
        `the gradient is clipped to the range from −${limit} to ${limit}`,
        (g) => g.maximum(-limit).minimum(limit),
      ),
    ),
    ...[0.1, 0.5, 1, 5].map((limit) =>
      instead(
        `gradient-norm-within-${limit}`,
        `a gradient whose norm is above ${limit} is scaled down to it`,
        (g) => g.div(g.norm().div(limit).maximum(1)),
      ),
    ),
  ]),
];

const sizeOf = ({ shape }: Elementwise) => shape.reduce((product, length) => product * length, 1);
