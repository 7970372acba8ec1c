import { random } from '../../shared/random.ts';
import type { Handed } from '../argument.ts';
import { mutantsAt } from '../mutant.ts';
import { plainFunction } from '../plain-function.ts';

type Given = readonly [size: number, of: number, random: { readonly permutation: Handed }];

/** As many batches of whatever comes from a source of parts, each as long as `size`. */
function cut(size: number, take: number, part: (n: number) => readonly number[]): number[][] {
  const stream: number[] = [];
  for (let n = 0; stream.length < size * take; n++) stream.push(...part(n));
  return Array.from({ length: take }, (_, i) => stream.slice(size * i, size * (i + 1)));
}

/** The orders that are handed in, one after the other. */
const orders = ([, of, { permutation }]: Given) => {
  const stream = random(permutation.seed);
  return () => stream.permutation(of);
};

/** What is known of the sampler of minibatches. */
export const batches = plainFunction({
  name: 'batches',
  aliases: ['minibatches', 'sampler'],
  room: 'problems',
  scenarios: (draw) => {
    const given = (size: number, of: number) => [
      size,
      of,
      {
        permutation: { handed: 'permutation' as const, seed: Math.floor(1e6 * draw.uniform()) },
      },
    ];
    return [
      {
        id: 'whole-passes',
        about: 'batches that make whole passes',
        calls: [given(5, 20), given(1, 12), given(6, 6)],
        take: 14,
      },
      {
        id: 'across-passes',
        about: 'batches into which a new pass reaches',
        calls: [given(4, 10), given(3, 7), given(8, 9)],
        take: 12,
      },
    ];
  },
  // All orders in a row, cut into pieces.
  textbook: (given: Given, take) => {
    const order = orders(given);
    return cut(given[0], take, order);
  },
  mutants: [
    ...mutantsAt(
      {
        find: 'if (order.length === 0) order = random.permutation(of);',
        first: 'order',
        remedy: 'draw a new order with random.permutation(of) when the old one is used up',
      },
      [
        [
          'never-shuffled',
          'if (order.length === 0) order = Array.from({ length: of }, (_, i) => i);',
          'the examples come in the order of the file: nothing is random',
        ],
        [
          'new-order-every-batch',
          'order = random.permutation(of);',
          'each batch is drawn from all examples anew: some come twice before others come once',
        ],
        [
          'rest-dropped',
          'if (order.length < size) order = random.permutation(of);',
          'what is left of a pass, too little for a batch, is thrown away',
          { remedy: 'fill the batch up from the next order' },
        ],
        [
          'last-missing',
          'if (order.length === 0) order = random.permutation(of - 1);',
          'the last example never comes',
          { remedy: 'random.permutation(of) gives the numbers 0 to of − 1' },
        ],
        [
          'from-one',
          'if (order.length === 0) order = random.permutation(of).map((i) => i + 1);',
          'it counts the examples from 1',
          { remedy: 'count from 0' },
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'order.splice(0, size - batch.length)',
        first: 'batch',
        remedy: 'take as many as the batch still lacks, from the front, and take them out',
      },
      [
        [
          'never-advances',
          'order.slice(0, size - batch.length)',
          'what is handed out stays in the order: the first batch comes again and again',
        ],
        [
          'from-the-back',
          'order.splice(batch.length - size)',
          'it takes from the back of the order: as random, but not what is asked for',
        ],
        [
          'one-too-many',
          'order.splice(0, size + 1 - batch.length)',
          'each batch has one example too many',
        ],
      ],
    ),
    ...mutantsAt(
      {
        find: 'while (batch.length < size)',
        first: 'batch',
        remedy: 'go on until the batch is full, into the next order',
      },
      [
        [
          'short-last',
          'if (batch.length < size)',
          'the last batch of a pass is shorter than the others',
          { library: 'PyTorch' },
        ],
      ],
    ),
  ],
  twists: [
    [
      'seam-twice',
      'the last example of a batch comes again as the first of the next',
      'move on behind every example that is handed out',
      (given: Given, take) => {
        const order = orders(given);
        const [size] = given;
        let [deck, at]: [readonly number[], number] = [[], 0];
        return Array.from({ length: take }, () => {
          const batch: number[] = [];
          while (batch.length < size) {
            if (at >= deck.length) [deck, at] = [order(), 0];
            batch.push(deck[at] as number);
            if (batch.length < size) at += 1;
          }
          return batch;
        });
      },
    ],
    [
      'first-of-order-skipped',
      'the first example of each order is skipped: it never comes',
      'begin each order at index 0',
      (given: Given, take) => {
        const order = orders(given);
        return cut(given[0], take, () => order().slice(1));
      },
    ],
    [
      'last-of-order-skipped',
      'the last example of each order is skipped',
      'go on to the end of each order',
      (given: Given, take) => {
        const order = orders(given);
        return cut(given[0], take, () => order().slice(0, -1));
      },
    ],
    [
      'filled-up-from-the-same',
      'a batch that reaches over the end of an order is filled up from its own beginning, whose examples come again',
      'fill the batch up from the next order',
      (given: Given, take) => {
        const order = orders(given);
        const [size, of] = given;
        let [deck, at] = [order(), 0];
        return Array.from({ length: take }, () => {
          const batch = Array.from({ length: size }, (_, i) => deck[(at + i) % of] as number);
          at += size;
          if (at >= of) [deck, at] = [order(), 0];
          return batch;
        });
      },
    ],
    [
      'same-order',
      'every pass has the order of the first',
      'draw a new order when one is used up',
      (given: Given, take) => {
        const first = orders(given)();
        return cut(given[0], take, () => first);
      },
    ],
    [
      'popped',
      'it takes from the back of the order: as random, but not what is asked for',
      'take from the front of the order',
      (given: Given, take) => {
        const order = orders(given);
        return cut(given[0], take, () => order().toReversed());
      },
    ],
    [
      'with-replacement',
      'each example is drawn on its own, with replacement: some come twice before others come once',
      'draw an order of all of them, and use it up',
      (given: Given, take) => {
        const order = orders(given);
        return cut(given[0], take, () => order().slice(0, 1));
      },
    ],
    [
      'sorted',
      'each batch is sorted',
      'leave the examples in their random order',
      (given: Given, take) =>
        cut(given[0], take, orders(given)).map((batch) => batch.toSorted((a, b) => a - b)),
    ],
  ],
});
