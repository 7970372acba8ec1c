import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  Adam,
  AdamW,
  Momentum,
  optimizers,
  SGD,
  type Optimizer,
  type OptimizerClass,
} from '../../src/optimizers/index.ts';
import { freshWalk, partsOf, rowOf, stream, type Stream } from '../../src/verify/index.ts';
import '../support/to-follow.ts';

await useBackend('cpu');
const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];

/** Streams of all lengths, scales and shapes. */
const streams = fc
  .record({
    seed: fc.nat(),
    updates: fc.integer({ min: 1, max: 12 }),
    rate: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    low: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    shapes: fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ low, ...rest }) => stream({ ...rest, scales: [low, 100 * low] }));

const rateOf = (feed: Stream) => feed.updates[0]?.rate as number;
const check = (law: (feed: Stream) => Promise<void>, numRuns = 15) =>
  fc.assert(fc.asyncProperty(streams, law), { seed: 1, numRuns });

describe('the same rule by another name', () => {
  const twins: Readonly<Record<string, (learningRate: number) => readonly [Optimizer, Optimizer]>> =
    {
      'Momentum without momentum is SGD': (learningRate) => [
        new Momentum({ learningRate, momentum: 0 }),
        new SGD({ learningRate }),
      ],
      'AdamW without decay is Adam': (learningRate) => [
        new AdamW({ learningRate, weightDecay: 0 }),
        new Adam({ learningRate }),
      ],
    };
  it.each(Object.entries(twins))('%s, bit for bit', async (_, make) => {
    await check(async (feed) => {
      const [one, other] = make(rateOf(feed));
      expect(await freshWalk(() => one, feed)).toFollow(
        await freshWalk(() => other, feed),
        feed.variables,
      );
    });
  });
});

describe.each(rules)('%s', (_, Rule) => {
  it('does not care in which order the variables come', async () => {
    await check(async (feed) => {
      const make = () => new Rule({ learningRate: rateOf(feed) });
      const reversed = {
        variables: feed.variables.toReversed(),
        updates: feed.updates.map(({ rate, gradients }) => {
          return { rate, gradients: gradients.toReversed() };
        }),
      };
      const path = (await freshWalk(make, reversed)).map((row) =>
        rowOf(partsOf(row, reversed.variables).toReversed()),
      );
      expect(path).toFollow(await freshWalk(make, feed), feed.variables);
    }, 5);
  });

  it('rebuilds any options from their config', () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 9 }));
    const within = (name: string) => value.filter((one) => allowed(Rule, name, one));
    const options = fc.record(
      Object.fromEntries(Object.keys(Rule.defaults).map((name) => [name, within(name)])),
    );
    fc.assert(
      fc.property(options, (given) => {
        const config = JSON.parse(JSON.stringify(new Rule(given).getConfig()));
        expect(config).toMatchObject(JSON.parse(JSON.stringify(given)));
        expect(new Rule(config).getConfig()).toEqual(config);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

function allowed(Rule: OptimizerClass, name: string, value: number): boolean {
  const { ranges } = Rule as unknown as typeof Optimizer;
  return ranges[name]?.holds(value) ?? true;
}
