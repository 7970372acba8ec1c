import type { Rule } from '../../rules/index.ts';
import {
  around,
  faultsIn,
  withSquares,
  type FaultRow,
  type Given,
  type RuleFault,
} from './rule-fault.ts';

/** The rule is given another rate, made of the right one and the options. */
const instead = (
  id: string,
  fault: string,
  made: (lr: number, t: number, hyper: Given['hyper']) => number,
): FaultRow => [
  id,
  fault,
  ({ step: { lr, t }, hyper, run }) => run({ step: { lr: made(lr, t, hyper) } }),
];

/** The rate within the averages of the gradient, whose squares stay as they are. */
function inside(lr: number | undefined): FaultRow[2] {
  return ({ step, hyper, run }) => {
    const g = withSquares(step.g.mul(step.lr), step.g.square(), step.g.abs());
    if (lr === undefined) return run({ step: { g } });
    return run({ step: { g, lr }, hyper: scaledDecay(hyper, step.lr) });
  };
}

const scaledDecay = ({ weightDecay }: Given['hyper'], lr: number) =>
  weightDecay === undefined ? {} : { weightDecay: weightDecay * lr };

const asGiven = 'take the rate as it is; a schedule is given from outside';

/** The rate within the velocity or average, in place of the step. */
export const rateInside = around(inside(1));

/** Mistakes in the rate of an update. */
export const rateFaults: readonly RuleFault[] = [
  ...faultsIn('lr', asGiven, [
    instead(
      'rate-falls-with-root-t',
      'the learning rate is divided by √t',
      (lr, t) => lr / Math.sqrt(t),
    ),
    instead('rate-falls-with-t', 'the learning rate is divided by t', (lr, t) => lr / t),
    instead('rate-grows-with-t', 'the learning rate is multiplied by t', (lr, t) => lr * t),
    instead(
      'rate-grows-with-root-t',
      'the learning rate is multiplied by √t',
      (lr, t) => lr * Math.sqrt(t),
    ),
    ...[0.5, 0.9, 0.95, 0.99, 0.995, 0.999].flatMap((keep) => [
      instead(
        `rate-decays-${keep}`,
        `the learning rate is multiplied by ${keep} after every update`,
        (lr, t) => lr * keep ** (t - 1),
      ),
      instead(
        `rate-decays-${keep}-at-once`,
        `the learning rate is multiplied by ${keep} in every update, the first one too`,
        (lr, t) => lr * keep ** t,
      ),
    ]),
    ...[1, 0.1, 0.01, 1e-3, 1e-4].flatMap((decay) => [
      instead(
        `rate-over-time-${decay}`,
        `the learning rate falls as 1 / (1 + ${decay} · (t − 1)), a decay that nobody asked for`,
        (lr, t) => lr / (1 + decay * (t - 1)),
      ),
      instead(
        `rate-over-time-${decay}-at-once`,
        `the learning rate falls as 1 / (1 + ${decay} · t), a decay that nobody asked for`,
        (lr, t) => lr / (1 + decay * t),
      ),
    ]),
    ...[5, 10, 100, 1000].map((updates) =>
      instead(
        `rate-warms-up-${updates}`,
        `the learning rate rises over the first ${updates} updates, a warm-up that nobody asked for`,
        (lr, t) => lr * Math.min(1, t / updates),
      ),
    ),
  ]),
  ...faultsIn('lr', 'multiply by the learning rate once', [
    instead(
      'rate-is-squared',
      'the step is multiplied by the learning rate twice',
      (lr) => lr * lr,
    ),
    instead('rate-is-inverse', 'the step is divided by the learning rate', (lr) => 1 / lr),
    instead('rate-is-root', 'the step is multiplied by the root of the learning rate', (lr) =>
      Math.sqrt(lr),
    ),
    instead('rate-is-one', 'the step is not multiplied by the learning rate', () => 1),
  ]),
  ...faultsIn(
    'lr',
    'read the learning rate that is given',
    [0.1, 0.05, 0.02, 0.01, 5e-3, 2e-3, 1e-3, 1e-4].map((rate) =>
      instead(
        `rate-always-${rate}`,
        `the learning rate is always ${rate}, whatever is given`,
        () => rate,
      ),
    ),
  ),
  ...faultsIn('lr', 'keep the rate out of the state: multiply the finished step by it', [
    [
      'rate-inside-average',
      'the learning rate is inside the average of the gradients, which remembers old rates',
      inside(1),
    ],
    [
      'rate-inside-average-and-step',
      'the learning rate is applied twice: in the average of the gradients and in the step',
      inside(undefined),
    ],
    [
      'rate-on-gradient',
      'the gradient is multiplied by the learning rate before anything else is made of it',
      ({ step: { g, lr }, hyper, run }) =>
        run({ step: { g: g.mul(lr), lr: 1 }, hyper: scaledDecay(hyper, lr) }),
    ],
  ]),
  ...faultsIn('t', 'count updates from 1, by one in each', [
    ['t-ahead', 't counts from 2', ({ step: { t }, run }) => run({ step: { t: t + 1 } })],
    [
      't-doubled',
      't advances by two in every update',
      ({ step: { t }, run }) => run({ step: { t: 2 * t } }),
    ],
    [
      't-doubled-late',
      't advances by two in every update, from 1',
      ({ step: { t }, run }) => run({ step: { t: 2 * t - 1 } }),
    ],
    [
      't-slow',
      't advances in every other update only',
      ({ step: { t }, run }) => run({ step: { t: Math.ceil(t / 2) } }),
    ],
  ]),
];

/** Corrections of Adam put into the rate of a rule that has none, or has them already. */
export function correctionFaults({ defaults }: Rule): readonly RuleFault[] {
  if (!('beta1' in defaults) || !('beta2' in defaults)) return [];
  const [first, second] = [
    (t: number, { beta1 = 0 }: Given['hyper']) => 1 - beta1 ** t,
    (t: number, { beta2 = 0 }: Given['hyper']) => Math.sqrt(1 - beta2 ** t),
  ];
  return faultsIn('lr', 'apply each correction once', [
    instead(
      'rate-corrected',
      'the learning rate is multiplied by √(1 − beta2^t) / (1 − beta1^t) as well, a correction too many',
      (lr, t, hyper) => (lr * second(t, hyper)) / first(t, hyper),
    ),
    instead(
      'rate-corrected-by-first',
      'the learning rate is divided by 1 − beta1^t as well, a correction too many',
      (lr, t, hyper) => lr / first(t, hyper),
    ),
    instead(
      'rate-corrected-by-second',
      'the learning rate is multiplied by √(1 − beta2^t) as well, a correction too many',
      (lr, t, hyper) => lr * second(t, hyper),
    ),
  ]);
}
