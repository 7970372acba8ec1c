import { sign, type Elementwise } from '../../rules/index.ts';
import { faultsAtFirst, faultsIn, type FaultRow, type RuleFault } from './rule-fault.ts';

/** Something else is done with the step that the rule makes; `kept` is what was returned as `keep` before. */
const instead = (
  id: string,
  fault: string,
  made: (step: Elementwise, w: Elementwise, lr: number) => Elementwise,
): FaultRow => [
  id,
  fault,
  ({ step: { w, lr }, run }) => {
    const next = run();
    return { ...next, w: made(next.w.sub(w), w, lr) };
  },
];

/** Mistakes in what is done with a finished step. */
export const stepFaults: readonly RuleFault[] = [
  ...faultsIn('w', 'add the step to the weight as it is now', [
    instead('step-for-weight', 'the weight becomes the step: what it was before is lost', (d) => d),
    instead(
      'positive-step-for-weight',
      'the weight becomes what should have been subtracted from it',
      (d) => d.mul(-1),
    ),
    instead('step-scaled-by-weight', 'the step is multiplied by the weight', (d, w) =>
      w.add(d.mul(w)),
    ),
    instead(
      'step-for-sign',
      'only the sign of the step is taken, times the learning rate',
      (d, w, lr) => {
        return w.add(sign(d).mul(lr));
      },
    ),
    instead(
      'step-for-absolute',
      'the size of the step is taken, so that weights only fall',
      (d, w) => w.sub(d.abs()),
    ),
    instead('step-for-mean', 'all elements of a variable take the mean of their steps', (d, w) =>
      w.add(d.mean()),
    ),
    ...[1, 0.1, 0.01].map((limit) =>
      instead(`step-within-${limit}`, `no step is longer than ${limit}`, (d, w) => {
        return w.add(d.maximum(-limit).minimum(limit));
      }),
    ),
    instead('step-within-rate', 'no step is longer than the learning rate', (d, w, lr) => {
      return w.add(d.maximum(-lr).minimum(lr));
    }),
    ...[1, 5, 10].map((limit) =>
      instead(
        `weight-within-${limit}`,
        `weights are clipped to the range from −${limit} to ${limit}`,
        (d, w) => {
          return w.add(d).maximum(-limit).minimum(limit);
        },
      ),
    ),
    instead('weight-not-negative', 'weights below 0 become 0', (d, w) => w.add(d).maximum(0)),
    instead('weight-of-length-one', 'the weight is divided by its norm after each step', (d, w) =>
      w.add(d).div(w.add(d).norm().maximum(1e-30)),
    ),
    [
      'step-from-start',
      'each step is added to the weight of the start, not to that of now',
      ({ step: { w }, kept, run }) => {
        const next = run();
        const from = kept ?? w;
        return { next: { ...next, w: from.add(next.w.sub(w)) }, keep: from };
      },
    ],
    [
      'step-late',
      'each step is made one update late',
      ({ step: { w }, kept, run }) => {
        const next = run();
        return { next: { ...next, w: kept?.add(w) ?? w }, keep: next.w.sub(w) };
      },
    ],
    [
      'weights-averaged',
      'the mean of the old and the new weight is taken',
      ({ step: { w }, run }) => {
        const next = run();
        return { ...next, w: w.add(next.w).mul(0.5) };
      },
    ],
  ]),
  ...faultsIn('w', 'one update in each call, from the first call on', [
    [
      'update-twice',
      'each update is made twice with the same gradient',
      ({ step, run }) => {
        const { w, ...slots } = run({ step: { t: 2 * step.t - 1 } });
        return run({ step: { w, t: 2 * step.t }, slots });
      },
    ],
    [
      'update-twice-counted-once',
      'each update is made twice with the same gradient, and counted once',
      ({ run }) => {
        const { w, ...slots } = run();
        return run({ step: { w }, slots });
      },
    ],
    [
      'every-other-update-left',
      'every other update does nothing',
      ({ step, slots, run }) =>
        step.t % 2 === 1 ? run({ step: { t: (step.t + 1) / 2 } }) : { ...slots, w: step.w },
    ],
  ]),
  ...faultsAtFirst('w', 'make the first update as any other', [
    [
      'first-update-twice',
      'the first update is made twice',
      ({ step, first, run }) => {
        const { w, ...slots } = run();
        return { next: first ? run({ step: { w }, slots }) : { w, ...slots }, keep: step.g };
      },
    ],
    [
      'first-step-plain',
      'the first update is a plain gradient step, lr · g, while the state goes on',
      ({ step: { w, g, lr }, first, run }) => {
        const next = run();
        return { next: first ? { ...next, w: w.sub(g.mul(lr)) } : next, keep: g };
      },
    ],
    [
      'first-step-left',
      'the first update changes the state but not the weight',
      ({ step, first, run }) => {
        const next = run();
        return { next: first ? { ...next, w: step.w } : next, keep: step.g };
      },
    ],
    [
      'first-update-left',
      'nothing is done in the first update',
      ({ step, slots, first, run }) => ({
        next: first ? { ...slots, w: step.w } : run({ step: { t: step.t - 1 } }),
        keep: step.g,
      }),
    ],
    [
      'first-update-left-but-counted',
      'nothing is done in the first update but to count it',
      ({ step, slots, first, run }) => ({
        next: first ? { ...slots, w: step.w } : run(),
        keep: step.g,
      }),
    ],
  ]),
  ...faultsIn(
    'w',
    'take the step as the rule makes it, without a second momentum',
    [0.5, 0.9, 0.99].flatMap((keep): FaultRow[] => [
      [
        `step-with-momentum-${keep}`,
        `the steps go through a momentum of ${keep} that does not belong there`,
        ({ step: { w }, kept, run }) => {
          const next = run();
          const own = next.w.sub(w);
          const velocity = kept?.mul(keep).add(own) ?? own;
          return { next: { ...next, w: w.add(velocity) }, keep: velocity };
        },
      ],
      [
        `step-averaged-${keep}`,
        `the steps are averaged with decay ${keep}, which does not belong there`,
        ({ step: { w }, kept, run }) => {
          const next = run();
          const own = next.w.sub(w).mul(1 - keep);
          const velocity = kept?.mul(keep).add(own) ?? own;
          return { next: { ...next, w: w.add(velocity) }, keep: velocity };
        },
      ],
    ]),
  ),
  ...faultsIn('w', 'move every element, also where its gradient is 0 or repeats itself', [
    [
      'zero-gradient-skipped',
      'an element whose gradient is 0 does not move, though its state would move it',
      ({ step: { w, g }, run }) => {
        const next = run();
        return { ...next, w: w.add(next.w.sub(w).mul(nonZero(g))) };
      },
    ],
    [
      'zero-gradient-skipped-with-state',
      'an element whose gradient is 0 is left out: neither its weight nor its state changes',
      ({ step: { w, g }, slots, run }) => {
        const mask = nonZero(g);
        const mixed = (now: Elementwise, old: Elementwise) =>
          String(old.shape) === String(mask.shape) ? old.add(now.sub(old).mul(mask)) : now;
        const next = run();
        const kept = Object.entries(slots).map(
          ([slot, old]) => [slot, mixed(next[slot] as Elementwise, old)] as const,
        );
        return { ...Object.fromEntries(kept), w: mixed(next.w, w) };
      },
    ],
  ]),
];

/** 1 where an element is not 0, else 0; the least number is that of float32, which has to hold it. */
const nonZero = (g: Elementwise) => g.abs().div(g.abs().maximum(2 ** -149));
