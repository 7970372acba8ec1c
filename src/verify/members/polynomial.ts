import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of polynomial decay. */
export const polynomial = scheduleMember({
  name: 'polynomial',
  aliases: ['polynomialdecay'],
  settings: [
    { peak: 0.3, updates: 20, floor: 0.05, power: 2 },
    { peak: 0.2, updates: 7, floor: 0, power: 3 },
  ],
  textbook:
    ({ peak = NaN, updates = NaN, floor = 0, power = 2 }) =>
    (update) =>
      update >= updates ? floor : floor + (peak - floor) * ((updates - update) / updates) ** power,
  mutants: mutantsAt(
    { find: 'left ** power', first: 'rate', remedy: 'raise what is left to the power' },
    [['power-ignored', 'left', 'the power is ignored: it is a straight line']],
  ),
});
