import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, Momentum } from '../../src/optimizers/index.ts';
import type { Next, Slots, Step } from '../../src/rules/index.ts';
import {
  compare,
  float32Allowance,
  stream,
  textbookWalk,
  type Peer,
} from '../../src/verify/index.ts';
import { memberOf } from '../support/members.ts';

await useBackend('cpu');

const beside = (name: string): Peer => ({
  name: 'textbook',
  explanation: 'because',
  walk: (feed) => textbookWalk(() => memberOf(name).textbook({}), feed),
});

it('says by how much a member and its peer differ', async () => {
  const make = () => new Adam();
  const feed = stream({ rate: 1e-3 });
  const validation = await compare({ member: 'adam', make, peer: beside('adam'), stream: feed });
  expect(validation).toEqual({
    member: 'adam',
    peer: 'textbook',
    updates: 200,
    maxError: expect.any(Number),
    allowed: 2.38e-5,
    agrees: true,
    explanation: 'because',
  });
  expect(validation.maxError).toBeGreaterThan(0);
  expect(validation.maxError).toBeLessThan(5e-6);
});

it('holds to the bound that it is given', async () => {
  const strict = { member: 'adam', make: () => new Adam(), peer: beside('adam'), allowed: 1e-9 };
  const feed = stream({ rate: 1e-3, updates: 20 });
  expect(await compare({ ...strict, stream: feed })).toMatchObject({
    agrees: false,
    allowed: 1e-9,
  });
});

it('allows half an ulp of both sides for each update', () => {
  expect(float32Allowance(1)).toBe(2 ** -23);
  expect(float32Allowance(200)).toBe(200 * 2 ** -23);
});

describe('a wrong rule', () => {
  abstract class Wrong extends Adam {
    static override readonly className: string = 'Wrong';
    protected abstract denominator(v: Step['w'], t: number): Step['w'];
    protected override update({ w, g, lr, t }: Step, { m, v }: Slots<'m' | 'v'>): Next<'m' | 'v'> {
      m = m.mul(0.9).add(g.mul(0.1));
      v = v.mul(0.999).add(g.square().mul(0.001));
      return { w: w.sub(m.div(1 - 0.9 ** t).mul(lr).div(this.denominator(v, t))), m, v }; // prettier-ignore
    }
  }
  class InsideRoot extends Wrong {
    protected override denominator = (v: Step['w'], t: number) =>
      v.div(1 - 0.999 ** t).add(1e-8).sqrt(); // prettier-ignore
  }
  class OtherEpsilon extends Wrong {
    protected override denominator = (v: Step['w'], t: number) =>
      v.div(1 - 0.999 ** t).sqrt().add(1e-7); // prettier-ignore
  }
  class Uncorrected extends Wrong {
    protected override denominator = (v: Step['w']) => v.sqrt().add(1e-8);
  }
  class Right extends Wrong {
    protected override denominator = (v: Step['w'], t: number) =>
      v.div(1 - 0.999 ** t).sqrt().add(1e-8); // prettier-ignore
  }
  class Dampened extends Momentum {
    static override readonly className: string = 'Dampened';
    protected override update({ w, g, lr }: Step, { v }: Slots<'v'>): Next<'v'> {
      v = v.mul(0.9).add(g.mul(0.1));
      return { w: w.sub(v.mul(lr)), v };
    }
  }

  it.each([
    ['Adam with epsilon inside the root', () => new InsideRoot(), 'adam', false],
    ['Adam with tfjs’s epsilon', () => new OtherEpsilon(), 'adam', false],
    ['Adam without the second correction', () => new Uncorrected(), 'adam', false],
    ['Adam written in another order', () => new Right(), 'adam', true],
    ['dampened momentum', () => new Dampened(), 'momentum', false],
    ['Momentum for Nesterov', () => new Momentum(), 'nesterov', false],
    ['AdaGrad for Adam', () => tf.train.adagrad(1e-3), 'adam', false],
  ] as const)('is seen: %s', async (_, make, rule, agrees) => {
    const feed = stream({ rate: rule === 'adam' ? 1e-3 : 0.01 });
    const validation = await compare({ member: 'x', make, peer: beside(rule), stream: feed });
    expect(validation.agrees).toBe(agrees);
  });
});

it('leaves nothing behind, also when it is run twice at once', async () => {
  const before = tf.memory().numTensors;
  const one = () =>
    compare({
      member: 'adam',
      make: () => new Adam(),
      peer: beside('adam'),
      stream: stream({ rate: 1e-3, updates: 10 }),
    });
  const [first, second] = await Promise.all([one(), one()]);
  expect(first).toEqual(second);
  expect(tf.memory().numTensors).toBe(before);
});
