import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { optimizers } from '../../src/optimizers/index.ts';
import { cosine, warmup } from '../../src/schedules/index.ts';
import { peer, ruleMembers, textbookPeer } from '../../src/verify/index.ts';
import { memberOf } from '../support/members.ts';

await useBackend('cpu');

describe('the tables', () => {
  it.each(Object.keys(optimizers))('have a row for %s', (name) => {
    expect(memberOf(name).textbook({})).toBeTypeOf('function');
  });

  it.each(ruleMembers)('say of $name what tfjs has', ({ builtin: row }) => {
    if ('none' in row) return expect(row.none).toMatch(/\.$/);
    const [, , factory] = row.name.split('.');
    expect(tf.train).toHaveProperty(factory as string);
    if (row.explanation !== undefined) expect(row.explanation).toMatch(/\.$/);
  });
});

describe('peer()', () => {
  it('is the built-in where there is one', async () => {
    expect(await peer('momentum')()).toMatchObject({ peer: 'tf.train.momentum', agrees: true });
  });

  it('is the textbook where there is none, and says why', async () => {
    expect(await peer('adamw')()).toMatchObject({
      peer: 'textbook',
      agrees: true,
      explanation: 'tfjs has no AdamW.',
    });
  });

  it('gives the same options to both sides', async () => {
    const options = { learningRate: 0.02, beta1: 0.5, beta2: 0.9, epsilon: 1e-3 };
    expect(await peer('adam', options)()).toMatchObject({ agrees: true });
    expect(await textbookPeer('adam', options)()).toMatchObject({ agrees: true });
  });

  it.each(['sgd', 'momentum', 'adam', 'adamw'])(
    'steers the peer of %s by a schedule',
    async (name) => {
      const learningRate = warmup(20, cosine({ peak: 0.05, updates: 100 }));
      expect(await peer(name, { learningRate })()).toMatchObject({ agrees: true });
      expect(await peer(name, { learningRate: learningRate.config })()).toMatchObject({
        agrees: true,
      });
    },
  );

  it('allows a built-in the error of its own steps, and no more', async () => {
    const [{ allowed, maxError }, beside] = await Promise.all([
      peer('adam')(),
      textbookPeer('adam')(),
    ]);
    expect(allowed).toBeGreaterThan(beside.allowed);
    expect(allowed).toBeLessThan(1e-4);
    expect(maxError).toBeGreaterThan(beside.maxError);
  });

  it('refuses a mistake at once', () => {
    expect(() => peer('adma')).toThrow('unknown optimizer "adma"; did you mean "adam"?');
    expect(() => textbookPeer('adma')).toThrow('unknown optimizer "adma"; did you mean "adam"?');
    expect(() => peer('adam', { beta1: 1 })).toThrow('Adam: beta1 must be');
    expect(() => textbookPeer('adam', { beta_1: 0.5 })).toThrow('Adam: unknown option "beta_1"');
  });

  it('leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    for (const name of ['momentum', 'adam', 'adamw']) await peer(name)();
    expect(tf.memory().numTensors).toBe(before);
  });
});
