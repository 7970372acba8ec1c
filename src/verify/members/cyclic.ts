import { mutantsAt } from '../mutant.ts';
import { scheduleMember } from '../schedule-member.ts';

/** What is known of triangular cycles. */
export const cyclic = scheduleMember({
  name: 'cyclic',
  aliases: ['cycliclr', 'triangular'],
  settings: [
    { floor: 0.05, peak: 0.3, every: 5 },
    { floor: 0.01, peak: 0.2, every: 3 },
    { floor: 0.02, peak: 0.4, every: 4, factor: 0.5 },
  ],
  optional: { factor: 1 },
  twists: [
    [
      'factor-lowers-peak',
      'the factor is multiplied with the peak itself, not with the height above the floor',
      'multiply the height above the floor alone',
      (right, o) => (u) => {
        const { floor = 0, peak = 0, every = 1, factor = 1 } = o;
        const top = peak * factor ** Math.floor(u / (2 * every));
        const height = (right({ ...o, factor: 1 })(u) - floor) / (peak - floor);
        return floor + (top - floor) * height;
      },
    ],
  ],
  textbook:
    ({ floor = NaN, peak = NaN, every = NaN, factor = 1 }) =>
    (update) => {
      let [lr, height] = [floor, peak - floor];
      for (let u = 0; u < update; u++) {
        if (u > 0 && u % (2 * every) === 0) height *= factor;
        lr += (Math.floor(u / every) % 2 === 0 ? 1 : -1) * (height / every);
      }
      return lr;
    },
  mutants: [
    ...mutantsAt(
      {
        find: 'factor ** cycle',
        first: 'height',
        remedy: 'the first cycle has its full height, the next is `factor` times as high',
      },
      [
        [
          'factor-early',
          'factor ** (cycle + 1)',
          'the factor acts once too often: the first cycle is lower already',
        ],
        [
          'factor-in-halves',
          'factor ** Math.floor(update / every)',
          'the factor acts at each half cycle, at the peak too',
        ],
        [
          'factor-at-once',
          'factor ** update',
          'the factor acts in every update, as with PyTorch\'s mode "exp_range"',
        ],
        [
          'factor-divides-by-cycle',
          '(1 / (cycle + 1))',
          'the height is divided by the number of the cycle: the factor has no part in it',
        ],
      ],
    ),
    ...mutantsAt(
      { find: 'nearness;', first: 'height', remedy: 'multiply the height above the floor alone' },
      [
        [
          'factor-on-floor',
          'nearness - floor * (1 - factor ** cycle);',
          'the factor multiplies the whole rate, so that the floor sinks with the peak',
        ],
        [
          'cosine-wave',
          '(1 - Math.cos(Math.PI * nearness)) / 2;',
          'the rate goes along a wave in place of straight lines',
          { remedy: 'straight lines from the floor to the peak and back' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '1 - Math.abs((update % (2 * every)) / every - 1)',
        first: 'nearness',
        remedy: 'up for every updates, then down for as many',
      },
      [
        [
          'saw-tooth',
          '(update % every) / every',
          'it is a saw-tooth: the rate jumps back to the floor in place of falling to it',
        ],
        [
          'long-saw-tooth',
          '(update % (2 * every)) / (2 * every)',
          'it is a saw-tooth: the rate climbs for the whole cycle and jumps back',
        ],
        [
          'from-peak',
          'Math.abs((update % (2 * every)) / every - 1)',
          'the triangle stands on its head: it starts at the peak',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(update % (2 * every)) / every',
        first: 'nearness',
        remedy: 'a cycle lasts 2 · every updates: up, then down',
      },
      [
        [
          'every-whole',
          '(2 * (update % every)) / every',
          'every is taken for the whole cycle, which is half as long then',
          { also: [['update / (2 * every)', 'update / every']] },
        ],
        [
          'half-as-long',
          '(2 * (update % every)) / every',
          'it goes up and down within every updates, as if that were the whole cycle',
        ],
      ],
    ),
  ],
});
