import { describe, expect, it } from 'vitest';
import { inTurn } from '../../src/shared/in-turn.ts';

describe('what is done in turn', () => {
  it('begins when all that was asked for before is done, and answers each with its own', async () => {
    const log: string[] = [];
    const work = inTurn(async (name: string) => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      return name;
    });
    expect(await Promise.all(['a', 'b'].map((name) => work(name)))).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('is not done any more after a failure', async () => {
    const done: number[] = [];
    const work = inTurn((n: number) => {
      done.push(n);
      return n === 2 ? Promise.reject(new Error('two')) : Promise.resolve(n);
    });
    const ends = await Promise.allSettled([1, 2, 3].map((n) => work(n)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(done).toEqual([1, 2]);
  });
});
