import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of exponential warm-up. */
export const exponentialWarmup = scheduleMember({
  name: 'exponentialWarmup',
  settings: [
    { peak: 0.3, warmup: 5 },
    { peak: 0.2, warmup: 8 },
  ],
  textbook:
    ({ peak = NaN, warmup: updates = NaN }) =>
    (update) => {
      let lr = peak * 1e-3;
      for (let u = 0; u <= update && u < updates; u++) lr *= 1000 ** (1 / updates);
      return lr;
    },
  args: ({ warmup: updates, peak }) => [updates, peak],
  mutants: mutantsAt(
    {
      find: 'next(0) * from ** (1 - (update + 1) / updates)',
      first: 'rate',
      remedy: 'grow by equal factors, from 0.001 of the peak',
    },
    [
      ['linear', '(next(0) * (update + 1)) / updates', 'it climbs by equal steps, not by factors'],
      ['peak-late', 'next(0) * from ** (1 - update / updates)', 'the peak comes one update late'],
    ],
  ),
});
