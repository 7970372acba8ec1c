import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

const { cos, PI } = Math;

/** What is known of cosine decay with restarts. */
export const cosineRestarts = scheduleMember({
  name: 'cosineRestarts',
  aliases: ['cosineannealingwarmrestarts', 'sgdr'],
  settings: [
    { peak: 0.3, updates: 6, floor: 0.05 },
    { peak: 0.2, updates: 9, floor: 0 },
  ],
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0 }) =>
    (update) => {
      let since = update;
      while (since >= updates) since -= updates;
      return floor + 0.5 * (peak - floor) * (1 + cos((PI * since) / updates));
    },
  mutants: [
    ...mutantsAt(
      {
        find: 'const progress = (update - start(period)) / (updates * stretch ** period);',
        first: 'progress',
        remedy: 'start anew at the peak in each period',
      },
      [
        [
          'never-restarts',
          'const progress = Math.min(update / updates, 1);',
          'it never restarts: it stays at the floor after the first period',
        ],
        [
          'climbs-back',
          'const progress = update / updates;',
          'it does not restart: the rate climbs back along the cosine in place of jumping to the peak',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.max(peak * factor ** period, floor)',
        first: 'top',
        remedy: 'start each period at the peak',
      },
      [
        ['halved-at-restart', 'peak * 0.5 ** period', 'the peak is halved at each restart'],
        [
          'fades-at-restart',
          'peak * 0.9 ** period',
          'the peak is multiplied by 0.9 at each restart',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(1 + Math.cos(Math.PI * progress))',
        first: 'rate',
        remedy: 'half a cosine in each period, from the peak towards the floor',
      },
      [
        [
          'whole-wave',
          '(1 + Math.cos(2 * Math.PI * progress))',
          'each period goes through a whole wave',
        ],
        ['linear', '2 * (1 - progress)', 'each period is a straight line'],
      ],
    ),
  ],
});
