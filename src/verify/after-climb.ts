import { fall, type Argument } from './argument.ts';
import { mutantsAt } from './mutant.ts';
import type { Options } from './schedule-member.ts';

/** What a warm-up is called with: its length, and the rate or the schedule that follows. */
export const whatFollows = ({ warmup = NaN, peak = NaN, follows }: Options): Argument[] => [
  warmup,
  follows === true ? { handed: 'falling', seed: 0 } : peak,
];

/** By how much the schedule that follows has fallen at its own update. */
export const fallen = (update: number): number =>
  (Math.min(Math.max(update, 0), fall.updates) * (fall.peak - fall.floor)) / fall.updates;

/** Mistakes in when the schedule that follows begins. */
export const misplaced = mutantsAt(
  {
    find: 'return next(update - updates);',
    first: 'rate',
    remedy: 'after the climb ask it for update − updates, so that it begins at its own update 0',
  },
  [
    [
      'skips-beginning',
      'return next(update);',
      'what follows the climb begins in its middle: it is asked for the update of the whole training',
    ],
    [
      'skips-first',
      'return next(update - updates + 1);',
      'what follows the climb begins at its own update 1, not 0',
    ],
    [
      'repeats-first',
      'return next(Math.max(0, update - updates - 1));',
      'what follows the climb begins one update late',
    ],
    [
      'frozen',
      'return next(0);',
      'what follows the climb never moves: it is asked for its update 0 for ever',
    ],
  ],
);
