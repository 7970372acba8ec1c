import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of drops at milestones. */
export const multiStep = scheduleMember({
  name: 'multiStep',
  aliases: ['multisteplr'],
  settings: [
    { rate: 0.3, factor: 0.1, milestones: [5, 12] },
    { rate: 0.2, factor: 0.5, milestones: [3, 4, 15] },
  ],
  optional: { factor: 0.1 },
  leftOut: { given: { rate: 0.25, milestones: [4, 9] }, standing: { factor: 0.1 } },
  textbook:
    ({ rate = NaN, factor = 0.1, milestones = [] }) =>
    (update) => {
      let lr = rate;
      for (const milestone of milestones) if (update >= milestone) lr *= factor;
      return lr;
    },
  twists: [
    [
      'last-ignored',
      'the last milestone makes no drop',
      'go through all milestones',
      (right, o) => right({ ...o, milestones: o.milestones?.slice(0, -1) }),
    ],
    [
      'first-ignored',
      'the first milestone makes no drop',
      'go through all milestones',
      (right, o) => right({ ...o, milestones: o.milestones?.slice(1) }),
    ],
    [
      'sorted-as-text',
      'the milestones are sorted as text, where 12 comes before 5',
      'sort by (a, b) => a - b, or not at all',
      (right, o) => (u) => {
        // oxlint-disable-next-line typescript/require-array-sort-compare
        const milestones = o.milestones?.toSorted();
        const passed = milestones?.findIndex((one) => one > u);
        return right({ ...o, milestones: milestones?.slice(0, passed === -1 ? Infinity : passed) })(
          u,
        );
      },
    ],
    [
      'number-times-factor',
      'the factor is multiplied by the number of milestones passed, not raised to it',
      'factor ** (number of milestones passed)',
      (right, o) => (u) => {
        const passed = (o.milestones ?? []).filter((one) => one <= u).length;
        return passed === 0 ? right(o)(u) : (o.rate ?? NaN) * (o.factor ?? 0.1) * passed;
      },
    ],
  ],
  mutants: [
    ...mutantsAt(
      {
        find: 'milestone <= update',
        first: 'rate',
        remedy: 'count a milestone when update reaches it',
      },
      [
        [
          'late',
          'milestone < update',
          'each drop comes one update after its milestone',
          {
            remedy: 'update === milestone is the first with the lower rate',
            library: "Keras's PiecewiseConstantDecay",
          },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'milestones.filter((milestone) => milestone <= update).length',
        first: 'rate',
        remedy: 'multiply by the factor at each milestone',
      },
      [
        [
          'once',
          'Number(milestones.some((milestone) => milestone <= update))',
          'all milestones together make one drop',
        ],
        [
          'only-at-milestones',
          'Number(milestones.includes(update))',
          'the rate is lower only in the update of a milestone, and back at once',
        ],
        [
          'to-come',
          'milestones.filter((milestone) => milestone > update).length',
          'it counts the milestones that are still to come, so that the rate climbs',
        ],
        [
          'find-index',
          'milestones.findIndex((milestone) => update < milestone)',
          'the index of the next milestone is taken, which is −1 when there is none: after the last drop the rate is above the first',
          { remedy: 'count the milestones that are passed' },
        ],
        [
          'gaps',
          'milestones.filter((_, i) => milestones.slice(0, i + 1).reduce((a, b) => a + b) <= update).length',
          'milestones are taken for the lengths between drops, and added up',
          { remedy: 'a milestone is an update, counted from 0' },
        ],
        [
          'one-more',
          '(milestones.filter((milestone) => milestone <= update).length + 1)',
          'it drops once too often: the first update has the factor already',
          { remedy: 'factor ** (number of milestones passed)' },
        ],
        [
          'only-last',
          'Number((milestones.at(-1) ?? 0) <= update)',
          'only the last milestone makes a drop',
        ],
        [
          'number-of-update',
          'update',
          'the factor is raised to the update, not to the number of milestones passed',
        ],
      ],
    ),
  ],
});
