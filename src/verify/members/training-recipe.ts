import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Given = Readonly<Record<'updates' | 'peak' | 'warmup' | 'weightDecay', number>>;
type Call = readonly [recipe: Given, update: number, shape: readonly number[]];

const kernel = [64, 32];

/** What is known of the default recipe. */
export const trainingRecipe = plainFunction({
  name: 'trainingRecipe',
  aliases: ['recipe'],
  room: 'theory',
  scenarios: (draw) => {
    const recipe = (warmup: number): Given => ({
      updates: 40 + Math.floor(20 * draw.uniform()),
      peak: 0.5 + draw.uniform(),
      warmup,
      weightDecay: 0,
    });
    const [short, long, none] = [recipe(4), recipe(10), recipe(1)];
    const at = (one: Given, updates: readonly number[]): Call[] =>
      updates.map((update) => [one, update, kernel]);
    const shapes = [[3, 3, 8, 16], [128, 10], [1, 5], [5, 1], [16], [1]];
    return [
      { id: 'climb', about: 'the updates of the warm-up', calls: at(short, [0, 1, 2, 3]) },
      {
        id: 'fall',
        about: 'updates behind the warm-up, the last one among them',
        calls: [
          ...at(short, [4, 10, 25, short.updates - 1]),
          ...at(long, [10, 17, 35, long.updates - 1]),
        ],
      },
      {
        id: 'cold',
        about: 'a training with a warm-up of a single update',
        calls: at(none, [0, 1, 20, 39]),
      },
      {
        id: 'after',
        about: 'updates after the last one, beside one on the way',
        calls: at(long, [20, long.updates, long.updates + 5, 2 * long.updates]),
      },
      {
        id: 'shapes',
        about: 'filters, matrices of one column or row among them, and biases',
        calls: shapes.map((shape): Call => [{ ...short, peak: 1e-3, weightDecay: 0.3 }, 8, shape]),
      },
    ];
  },
  // By the square of a cosine of half the angle, and by counting axes.
  textbook: ([{ updates, peak, warmup, weightDecay }, update, shape]: Call) => {
    const left = Math.max(updates - update, 0) / (updates - warmup);
    const learningRate =
      update + 1 <= warmup
        ? peak - ((warmup - update - 1) * peak) / warmup
        : peak * Math.sin((Math.PI * left) / 2) ** 2;
    const [, second] = shape;
    return { learningRate, weightDecay: second === undefined ? 0 : weightDecay };
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'shape.length > 1 ? weightDecay : 0',
        first: 'weightDecay',
        remedy: 'give the decay as it is: whoever takes the step multiplies by the rate',
      },
      [
        [
          'decay-times-this-rate',
          'shape.length > 1 ? weightDecay * peak * (update < warmup ? climbing : falling) : 0',
          'the decay is multiplied by the rate',
        ],
        [
          'decay-moves-with-rate',
          'shape.length > 1 ? weightDecay * (update < warmup ? climbing : falling) : 0',
          'the decay climbs and falls with the rate',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(update + 1) / warmup',
        first: 'learningRate',
        remedy: 'update number t, from 0, has (t + 1) / warmup of the peak',
      },
      [
        [
          'climb-from-0',
          'update / warmup',
          'the climb is one update late: update 0 has rate 0, and does nothing',
        ],
        [
          'climb-too-long',
          '(update + 1) / (warmup + 1)',
          'the climb has one step too many: it does not reach the peak',
        ],
        ['no-climb', '1', 'the warm-up starts at the peak: there is none'],
        [
          'climb-over-all',
          '(update + 1) / updates',
          'it climbs over the whole training, not over the warm-up',
        ],
        [
          'curved-climb',
          '((update + 1) / warmup) ** 2',
          'the climb is curved: its steps are to be equal',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(update - warmup) / (updates - warmup)',
        first: 'learningRate',
        remedy: 'the fall goes from the end of the warm-up, at 0, to the last update, at 1',
      },
      [
        [
          'warmup-not-counted',
          'update / updates',
          'the fall begins at update 0, hidden by the warm-up: the rate jumps down behind it',
        ],
        [
          'never-zero',
          '(update - warmup) / updates',
          'it forgets that the warm-up is part of the training, and never reaches 0',
        ],
        [
          'zero-too-early',
          'update / (updates - warmup)',
          'it counts the warm-up twice: the rate is at 0 before the end',
        ],
        [
          'last-update-at-zero',
          '(update - warmup) / (updates - warmup - 1)',
          'the last update has rate 0, and is lost: 0 belongs behind it',
        ],
        [
          'one-ahead',
          '(update + 1 - warmup) / (updates - warmup)',
          'the fall is one update ahead: the first one behind the warm-up has the whole peak',
        ],
        [
          'backwards',
          '(updates - update) / (updates - warmup)',
          'the fall runs backwards: the rate is 0 behind the warm-up and rises to the peak',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'Math.min((update - warmup) / (updates - warmup), 1)',
        first: 'learningRate',
        remedy: 'hold the progress at 1 once the training is over',
      },
      [
        [
          'rises-again',
          '(update - warmup) / (updates - warmup)',
          'after the last update the cosine goes on, and the rate rises again',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: '(1 + Math.cos(Math.PI * progress)) / 2',
        first: 'learningRate',
        remedy: 'half of 1 plus the cosine, which goes from 1 to −1',
      },
      [
        [
          'below-zero',
          'Math.cos(Math.PI * progress)',
          'it is the cosine itself, which goes below 0: add 1, and halve',
        ],
        [
          'not-halved',
          '1 + Math.cos(Math.PI * progress)',
          'the half is missing: it begins at twice the peak',
        ],
        [
          'quarter-wave',
          'Math.cos((Math.PI * progress) / 2)',
          'it is a quarter of a wave, which falls fastest at the end',
        ],
        [
          'whole-wave',
          '(1 + Math.cos(2 * Math.PI * progress)) / 2',
          'it is a whole wave: at the end the rate is back at the peak',
        ],
        ['straight', '1 - progress', 'it falls on a straight line'],
        ['constant', '1', 'behind the warm-up the rate does not fall'],
      ],
    ),
    ...mutantsAt(
      {
        find: 'update < warmup ? climbing : falling',
        first: 'learningRate',
        remedy: 'climb while update < warmup, and fall from then on',
      },
      [
        [
          'product',
          'Math.min(climbing, 1) * falling',
          'it multiplies the climb by a fall that has not begun, which is above or below 1 there',
        ],
        ['no-warmup', 'falling', 'the warm-up is left out'],
        [
          'smaller',
          'Math.min(climbing, (1 + Math.cos((Math.PI * update) / updates)) / 2)',
          'it takes the smaller of the climb and a fall that begins at update 0',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'peak * (',
        first: 'learningRate',
        remedy: 'multiply by the peak',
      },
      [['peak-missing', '1 * (', 'it is the share of the peak: the peak itself is left out']],
    ),
    ...mutantsAt(
      {
        find: 'shape.length > 1 ? weightDecay : 0',
        first: 'weightDecay',
        remedy: 'decay what has two axes or more, and no bias',
      },
      [
        ['decays-biases', 'weightDecay', 'the biases decay, too'],
        ['decays-nothing', '0', 'nothing decays'],
        ['kernels-spared', 'shape.length > 1 ? 0 : weightDecay', 'it decays biases, and no kernel'],
        [
          'matrices-only',
          'shape.length === 2 ? weightDecay : 0',
          'filters, which have four axes, do not decay',
        ],
        [
          'filters-only',
          'shape.length > 2 ? weightDecay : 0',
          'only filters decay: a matrix has two axes, and is a kernel, too',
        ],
        [
          'by-width',
          'shape.at(-1)! > 1 ? weightDecay : 0',
          'it looks at the number of units: a bias has as many as its kernel',
        ],
        [
          'by-height',
          'shape[0]! > 1 ? weightDecay : 0',
          'it looks at the first length, which a bias has, too',
        ],
        [
          'decay-times-rate',
          'shape.length > 1 ? peak * weightDecay : 0',
          'it multiplies the decay by a rate, which AdamW does by itself',
        ],
      ],
    ),
  ],
  twists: [
    [
      'cut-to-zero',
      'it forgets that the warm-up is part of the training, and jumps to 0 after the last update',
      'divide by the updates behind the warm-up',
      ([{ updates, peak, warmup, weightDecay }, update, shape]: Call) => {
        const fall = (1 + Math.cos((Math.PI * (update - warmup)) / updates)) / 2;
        const climb = (update + 1) / warmup;
        const share = update < warmup ? climb : update < updates ? fall : 0;
        return { learningRate: peak * share, weightDecay: shape.length > 1 ? weightDecay : 0 };
      },
    ],
  ],
});
