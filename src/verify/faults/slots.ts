import type { Elementwise, Rule } from '../../rules/index.ts';
import {
  faultsAtFirst,
  faultsIn,
  withSquares,
  type FaultRow,
  type Given,
  type RuleFault,
} from './rule-fault.ts';

/** Mistakes in how the slots of a rule begin, are kept, and are taken in. */
export function slotFaults({ slots, defaults }: Rule): readonly RuleFault[] {
  const each = slots.flatMap((slot) => [
    ...faultsAtFirst(slot, `start ${slot} where the rule says`, startsOf(slot)),
    ...faultsAtFirst(slot, `take the first gradient into ${slot} as any other`, [
      [
        `${slot}-first-update-left`,
        `the first gradient does not enter ${slot}`,
        ({ slots: old, step, first, run }) => {
          const next = run();
          const kept = (first ? old : next)[slot] as Elementwise;
          return { next: { ...next, [slot]: kept }, keep: step.g };
        },
      ],
    ]),
    ...faultsIn(slot, `keep ${slot} as the rule makes it`, [...keptOf(slot), ...takenIn(slot)]),
    ...faultsIn(
      slot,
      `use ${slot} as it is`,
      decays(defaults).flatMap((option) => correctedBy(slot, option)),
    ),
  ]);
  return [...each, ...(slots.length > 1 ? all(slots) : []), ...emptied(slots)];
}

/** Updates after which people, or a counter that starts again, throw the state away. */
const spans = [2, 5, 10, 20, 25, 50];

/** All slots, and the count or not, begin again now and then. */
const emptied = (slots: readonly string[]): readonly RuleFault[] =>
  slots.length === 0
    ? []
    : faultsIn(
        'state',
        'keep the state from one update to the next',
        spans.flatMap((span) =>
          [0, 1].flatMap((late) =>
            [false, true].map((counted): FaultRow => {
              const what = counted ? 'the state and the count t start' : 'the state starts';
              return [
                `state-emptied-every-${span}`,
                `${what} anew ${late ? 'after' : 'in'} every ${span === 2 ? 'second' : `${span}th`} update`,
                ({ step: { t }, slots: given, run }) => {
                  const again = t > late && t % span === late % span;
                  const zeros = slots.map((slot) => [slot, (given[slot] as Elementwise).mul(0)]);
                  return run({
                    slots: again ? { ...given, ...Object.fromEntries(zeros) } : given,
                    ...(counted && { step: { t: ((t - late) % span) + 1 } }),
                  });
                },
              ];
            }),
          ),
        ),
      );

/** What people let a state begin with. */
const beginnings: readonly (readonly [
  how: string,
  what: string,
  of: (step: Given['step']) => Elementwise,
])[] = [
  ['one', '1', ({ g }) => g.mul(0).add(1)],
  ['gradient', 'the first gradient', ({ g }) => g],
  ['squares', 'the square of the first gradient', ({ g }) => g.square()],
  ['sizes', 'the size |g| of the first gradient', ({ g }) => g.abs()],
  ['weight', 'the weight', ({ w }) => w],
  ['opposite', 'the first gradient, subtracted', ({ g }) => g.mul(-1)],
];

const startsOf = (slot: string): FaultRow[] =>
  beginnings.map(([how, what, of]) => [
    `${slot}-starts-at-${how}`,
    `${slot} starts at ${what}, not where the rule starts it`,
    starting(({ step }) => ({ [slot]: of(step) })),
  ]);

function starting(made: (given: Given) => Record<string, Elementwise>): FaultRow[2] {
  return (given) => {
    const slots = given.first ? { ...given.slots, ...made(given) } : given.slots;
    return { next: given.run({ slots }), keep: given.step.g };
  };
}

/** After the update something else is kept of a slot. */
const keeping = (
  slot: string,
  made: (now: Elementwise, given: Given) => Elementwise,
): FaultRow[2] => {
  return (given) => {
    const next = given.run();
    return { ...next, [slot]: made(next[slot] as Elementwise, given) };
  };
};

function keptOf(slot: string): FaultRow[] {
  const old = ({ slots }: Given) => slots[slot] as Elementwise;
  return [
    [`${slot}-frozen`, `${slot} is never updated`, keeping(slot, (_, given) => old(given))],
    [
      `${slot}-is-gradient`,
      `${slot} keeps the gradient of this update alone: the next one takes that in place of what had gathered before`,
      keeping(slot, (_, { step }) => step.g),
    ],
    [
      `${slot}-is-square`,
      `${slot} keeps the squared gradient of this update alone`,
      keeping(slot, (_, { step }) => step.g.square()),
    ],
    [
      `${slot}-one-number`,
      `${slot} is one number for all elements of a variable, their mean`,
      keeping(slot, (now) => now.mul(0).add(now.mean())),
    ],
    [
      `${slot}-never-falls`,
      `${slot} never falls: the larger of its old and its new value is kept`,
      keeping(slot, (now, given) => now.maximum(old(given))),
    ],
    [
      `${slot}-never-rises`,
      `${slot} never rises: the smaller of its old and its new value is kept`,
      keeping(slot, (now, given) => now.minimum(old(given))),
    ],
    [
      `${slot}-absolute`,
      `of ${slot} the absolute value is kept`,
      keeping(slot, (now) => now.abs()),
    ],
    [`${slot}-rooted`, `of ${slot} the root is kept`, keeping(slot, (now) => now.sqrt())],
    ...[0.9, 0.95, 0.99, 0.999].map((share): FaultRow => [
      `${slot}-fades-${share}`,
      `${slot} fades: each update keeps ${share} of what was in it`,
      ({ slots, run }) => run({ slots: { ...slots, [slot]: old({ slots } as Given).mul(share) } }),
    ]),
    ...(
      [
        ['halved', 0.5, 'halved'],
        ['doubled', 2, 'doubled'],
      ] as const
    ).flatMap(([how, factor, word]): FaultRow[] => [
      [
        `${slot}-kept-${how}`,
        `${slot} is ${word} after each update`,
        keeping(slot, (now) => now.mul(factor)),
      ],
      [`${slot}-${how}`, `${slot} is ${word} in every update`, scaled([slot], factor, factor, 1)],
      [`${slot}-${how}`, `${slot} is ${word} in every update`, scaled([slot], factor, 1, factor)],
    ]),
  ];
}

/** The options of a rule that say how much of a slot is kept. */
const decays = (defaults: Rule['defaults']) =>
  Object.keys(defaults).filter((name) => /^(?:momentum|decay|rho|beta\d)$/.test(name));

/** A correction for the start at zero where the rule has none. */
function correctedBy(slot: string, option: string): FaultRow[] {
  const correction = ({ step: { t }, hyper }: Given) => 1 / (1 - (hyper[option] as number) ** t);
  return [false, true].map((ofSquares): FaultRow => [
    `${slot}-corrected-by-${option}`,
    `${slot} is divided by 1 − ${option}^t, a correction that does not belong there`,
    (given) => {
      const c = correction(given);
      const used = scaled([slot], c, ofSquares ? 1 : c, ofSquares ? c : 1)(given);
      return { ...given.run(), w: (used as { w: Elementwise }).w };
    },
  ]);
}

/** Slots and what they take in, scaled; all that is linear in g by one factor, its squares by another. */
function scaled(
  slots: readonly string[],
  factor: number,
  linear: number,
  squares: number,
): FaultRow[2] {
  return ({ step: { g }, slots: given, run }) => {
    const old = slots.map((slot) => [slot, (given[slot] as Elementwise).mul(factor)] as const);
    return run({
      step: { g: withSquares(g.mul(linear), g.square().mul(squares)) },
      slots: { ...given, ...Object.fromEntries(old) },
    });
  };
}

/** Another way for squares to gather in a slot: the slot is emptied, and the squares are what should be in it. */
function takenIn(slot: string): FaultRow[] {
  const gathered = (of: (s: Elementwise, g2: Elementwise) => Elementwise): FaultRow[2] => {
    return ({ step: { g }, slots, run }) => {
      const s = slots[slot] as Elementwise;
      return run({
        step: { g: withSquares(g, of(s, g.square()), g.abs()) },
        slots: { ...slots, [slot]: s.mul(0) },
      });
    };
  };
  return [
    [
      `${slot}-takes-largest`,
      `${slot} keeps the largest g² so far in place of their sum`,
      gathered((s, g2) => s.maximum(g2)),
    ],
    [
      `${slot}-takes-smallest`,
      `${slot} keeps the smallest g² so far in place of their sum`,
      gathered((s, g2) => s.minimum(g2)),
    ],
    [
      `${slot}-takes-square-of-sum`,
      `${slot} is the square of the sum of all gradients so far, in place of the sum of their squares`,
      ({ step: { g }, slots, kept, run }) => {
        const sum = kept?.add(g) ?? g;
        const next = run({
          step: { g: withSquares(g, sum.square(), g.abs()) },
          slots: { ...slots, [slot]: (slots[slot] as Elementwise).mul(0) },
        });
        return { next, keep: sum };
      },
    ],
    [
      `${slot}-takes-size-of-sum`,
      `${slot} is the size of the sum of all gradients so far, in place of the sum of their squares`,
      ({ step: { g }, slots, kept, run }) => {
        const sum = kept?.add(g) ?? g;
        const next = run({
          step: { g: withSquares(g, sum.abs(), g.abs()) },
          slots: { ...slots, [slot]: (slots[slot] as Elementwise).mul(0) },
        });
        return { next, keep: sum };
      },
    ],
  ];
}

/** Mistakes in all slots at once. */
function all(slots: readonly string[]): readonly RuleFault[] {
  const names = slots.join(' and ');
  const [m, v] = slots as [string, string];
  return [
    ...faultsAtFirst('state', 'start each slot where the rule says', [
      [
        'slots-start-at-one',
        `${names} start at 1, not where the rule starts them`,
        starting(({ step: { g } }) => {
          return Object.fromEntries(slots.map((slot) => [slot, g.mul(0).add(1)]));
        }),
      ],
      [
        'slots-start-at-gradient',
        `${m} starts at the first gradient and ${v} at its square, not where the rule starts them`,
        starting(({ step: { g } }) => ({ [m]: g, [v]: g.square() })),
      ],
    ]),
    ...faultsIn('state', 'keep each slot as the rule makes it', [
      ['slots-halved', `${names} are halved in every update`, scaled(slots, 0.5, 0.5, 0.5)],
      ['slots-doubled', `${names} are doubled in every update`, scaled(slots, 2, 2, 2)],
      [
        'slots-kept-halved',
        `${names} are halved after each update`,
        ({ run }) => {
          const next = run();
          const half = slots.map((slot) => [slot, (next[slot] as Elementwise).mul(0.5)] as const);
          return { ...next, ...Object.fromEntries(half) };
        },
      ],
      [
        'slots-swapped',
        `${m} and ${v} change places after each update`,
        ({ run }) => {
          const next = run();
          return { ...next, [m]: next[v] as Elementwise, [v]: next[m] as Elementwise };
        },
      ],
    ]),
  ];
}
