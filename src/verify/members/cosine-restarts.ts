import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

const { cos, max, PI } = Math;

/** What is known of cosine decay with restarts. */
export const cosineRestarts = scheduleMember({
  name: 'cosineRestarts',
  aliases: ['cosineannealingwarmrestarts', 'sgdr'],
  settings: [
    { peak: 0.3, updates: 6, floor: 0.05 },
    { peak: 0.2, updates: 9, floor: 0 },
    { peak: 0.4, updates: 4, floor: 0.03, stretch: 2, factor: 0.3 },
  ],
  optional: { stretch: 1, factor: 1 },
  twists: [
    [
      'one-restart',
      'it restarts only once: from the end of the second period on the rate does not climb again',
      'find the period that holds the update, however many there are',
      (right, o) => (u) => {
        const { updates = 1, stretch = 1, floor = 0 } = o;
        return u >= updates * (1 + stretch) ? floor : right(o)(u);
      },
    ],
  ],
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0, stretch = 1, factor = 1 }) =>
    (update) => {
      let [since, length, top] = [update, updates, peak];
      while (since >= length) {
        since -= length;
        length *= stretch;
        top = max(top * factor, floor);
      }
      return floor + 0.5 * (top - floor) * (1 + cos((PI * since) / length));
    },
  mutants: [
    ...mutantsAt(
      {
        find: 'if (update < start(period)) period -= 1;',
        first: 'period',
        remedy: 'the first period has the updates 0 to `updates` − 1, and the next begins at once',
      },
      [
        [
          'restarts-late',
          'if (period > 0 && update <= start(period)) period -= 1;',
          'each restart comes one update late: the rate reaches the floor first',
          {
            also: [
              [
                'if (update >= start(period + 1)) period += 1;',
                'if (update > start(period + 1)) period += 1;',
              ],
            ],
          },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'updates * (stretch === 1 ? period : (stretch ** period - 1) / (stretch - 1))',
        first: 'period',
        remedy: 'each period is `stretch` times as long as the one before',
      },
      [
        [
          'stretch-adds',
          'updates * (period + ((stretch - 1) * period * (period - 1)) / 2)',
          'each period is longer than the one before by the same number of updates: lengths are added to, not multiplied',
          {
            also: [
              [
                'let period = Math.floor(stretch === 1 ? passed : grown);',
                'let period = 0; while (update >= start(period + 1)) period += 1;',
              ],
              ['(updates * stretch ** period)', '(updates * (1 + period * (stretch - 1)))'],
            ],
          },
        ],
      ],
    ),
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
          'height-falls',
          'floor + (peak - floor) * factor ** period',
          'the factor lowers the height above the floor, not the peak',
          {
            library: "Keras's CosineDecayRestarts",
            remedy: 'peak · factor ** period, at least the floor',
          },
        ],
        [
          'peak-below-floor',
          'peak * factor ** period',
          'a peak that the factor takes below the floor stays there, so that the rate climbs to the floor',
          { remedy: 'peak · factor ** period, at least the floor' },
        ],
        [
          'floor-falls',
          'peak',
          'the factor multiplies the whole rate, so that the floor sinks with the peak',
          {
            remedy: 'multiply the peak alone',
            also: [
              [
                'return floor + ((top - floor) * (1 + Math.cos(Math.PI * progress))) / 2;',
                'return factor ** period * (floor + ((top - floor) * (1 + Math.cos(Math.PI * progress))) / 2);',
              ],
            ],
          },
        ],
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
