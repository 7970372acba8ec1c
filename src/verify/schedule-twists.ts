import { scheduleMistakes, type ScheduleRow } from './schedule-mistakes.ts';
import { rightRate, type Options, type Rate } from './right-rate.ts';

interface ScheduleTwist {
  readonly id: string;
  readonly fault: string;
  readonly remedy: string;
  readonly library?: string;
  readonly build: (options: Options) => Rate;
}

type Numbers = Readonly<Record<string, number>>;

const n = (options: Options) => options as Numbers;

/** Known ways to miss a schedule: those that any can be missed by, and its own. */
export function scheduleTwists(member: string): ScheduleTwist[] {
  const right = (options: Options) => rightRate(member, options);
  const given = (change: (options: Options) => Options) => (options: Options) =>
    right({ ...options, ...change(options) });
  const general: ScheduleRow[] = [
    [
      'one-late',
      'it is one update late: update 0 is counted twice',
      'the first update is 0',
      (o) => (u) => right(o)(Math.max(0, u - 1)),
    ],
    [
      'one-early',
      'it is one update ahead: it counts from 1',
      'the first update is 0',
      (o) => (u) => right(o)(u + 1),
    ],
    [
      'never-changes',
      'the rate never changes',
      'use the index of the update',
      (o) => () => right(o)(0),
    ],
    [
      'zero-first',
      'the first update has rate 0 and does nothing',
      'give the first update a rate',
      (o) => (u) => (u === 0 ? 0 : right(o)(u)),
    ],
    [
      'counts-calls',
      'it counts its calls and does not look at the index',
      'make it a function of the index alone',
      (o) => {
        let calls = 0;
        return () => right(o)(calls++);
      },
    ],
    [
      'rate-forgotten',
      'the rate itself is left out: it returns a factor',
      'multiply by the rate',
      (o) => (u) => right(o)(u) / (n(o)['peak'] ?? n(o)['rate'] ?? 1),
    ],
    [
      'floor-ignored',
      'the floor is ignored',
      'end at the floor',
      given((o) => ('floor' in o ? { floor: 0 } : {})),
    ],
    [
      'floor-added',
      'the floor is added on top, so that it starts above the peak',
      'go from the peak to the floor',
      (o: Options) => {
        const floor = n(o)['floor'] ?? 0;
        const bare = 'floor' in o ? right({ ...o, floor: 0 }) : right(o);
        return (u: number) => bare(u) + floor;
      },
    ],
    [
      'updates-minus-one',
      'it reaches its end one update early, at updates − 1',
      'the end is reached at `updates`',
      given((o) =>
        'updates' in o ? { updates: Math.max(1, (n(o)['updates'] as number) - 1) } : {},
      ),
    ],
    [
      'updates-plus-one',
      'it reaches its end one update late',
      'the end is reached at `updates`',
      given((o) => ('updates' in o ? { updates: (n(o)['updates'] as number) + 1 } : {})),
    ],
  ];
  return [...(scheduleMistakes(right)[member] ?? []), ...general].map(
    ([id, fault, remedy, build, library]) => ({
      id,
      fault,
      remedy,
      build,
      ...(library !== undefined && { library }),
    }),
  );
}
