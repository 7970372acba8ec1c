import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of linear decay. */
export const linear = scheduleMember({
  name: 'linear',
  aliases: ['lineardecay'],
  settings: [
    { peak: 0.3, updates: 20, floor: 0.05 },
    { peak: 0.2, updates: 7, floor: 0 },
  ],
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0 }) =>
    (update) =>
      update >= updates ? floor : ((updates - update) * peak + update * floor) / updates,
  mutants: mutantsAt(
    {
      find: 'Math.min(update / updates, 1)',
      first: 'rate',
      remedy: 'stay at the floor after `updates`',
    },
    [['below-floor', '(update / updates)', 'it goes on falling after its end']],
  ),
});
