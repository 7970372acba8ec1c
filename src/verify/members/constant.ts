import { scheduleMember } from '../schedule-member.ts';

/** What is known of the constant rate. */
export const constant = scheduleMember({
  name: 'constant',
  settings: [{ rate: 0.3 }, { rate: 0.01 }, { rate: 0 }],
  textbook:
    ({ rate = NaN }) =>
    () =>
      rate,
});
