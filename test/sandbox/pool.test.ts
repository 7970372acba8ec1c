import { afterEach, describe, expect, it } from 'vitest';
import type { LearnerProcess } from '../../src/sandbox/learner-process.ts';
import { inPool } from '../../src/sandbox/pool.ts';
import { course, hostile } from './hostile/run.ts';

describe('a pool', () => {
  const seen: LearnerProcess[] = [];
  afterEach(() => seen.splice(0));

  it('gives each job a process of its own, and stops it after', async () => {
    const jobs = ['honest', 'exits-in-update', 'honest'];
    const outcomes = inPool(jobs, (name, learner) => {
      seen.push(learner);
      return course(hostile(name), learner);
    });
    const endings: string[] = [];
    for await (const outcome of outcomes) {
      if ('result' in outcome) endings.push(`${outcome.job} ${outcome.result.ending.how}`);
    }
    expect(endings.toSorted()).toEqual([
      'exits-in-update left',
      'honest finished',
      'honest finished',
    ]);
    expect(new Set(seen).size).toBe(3);
    const all = await Promise.all(seen.map(({ ended }) => ended));
    expect(all.map(({ how }) => how).toSorted()).toEqual(['finished', 'finished', 'left']);
  });

  it('hands out what is done first, and what a job throws as its outcome', async () => {
    const order: unknown[] = [];
    const work = async (job: string) => {
      if (job === 'slow') await new Promise((resolve) => setTimeout(resolve, 200));
      if (job === 'bad') throw new Error('bad job');
      return job.toUpperCase();
    };
    for await (const outcome of inPool(['slow', 'quick', 'bad'], work)) order.push(outcome);
    expect(order).toEqual([
      { job: 'quick', result: 'QUICK' },
      { job: 'bad', error: new Error('bad job') },
      { job: 'slow', result: 'SLOW' },
    ]);
  });

  it('works on no more than it is told side by side', async () => {
    let [now, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now--;
    };
    for await (const _ of inPool([1, 2, 3, 4, 5], work, { sideBySide: 3 }));
    expect(most).toBe(3);
  });

  it('stops everything when nobody wants more', async () => {
    const work = (job: number, learner: LearnerProcess) => {
      seen.push(learner);
      return job === 1 ? Promise.resolve(1) : new Promise<number>(() => {});
    };
    for await (const outcome of inPool([1, 2, 3, 4], work)) {
      expect(outcome).toEqual({ job: 1, result: 1 });
      break;
    }
    for (const { ended } of seen) expect(await ended).toMatchObject({ how: 'finished' });
  });

  it('stops everything at a signal', async () => {
    const end = new AbortController();
    const work = (job: number, learner: LearnerProcess) => {
      seen.push(learner);
      return job === 1 ? Promise.resolve(1) : new Promise<number>(() => {});
    };
    const given: unknown[] = [];
    for await (const outcome of inPool([1, 2, 3, 4], work, { signal: end.signal })) {
      given.push(outcome);
      setTimeout(() => end.abort(), 10);
    }
    expect(given).toEqual([{ job: 1, result: 1 }]);
    for (const { ended } of seen) expect(await ended).toMatchObject({ how: 'finished' });
  });

  it('of no jobs gives nothing', async () => {
    for await (const _ of inPool([], () => Promise.resolve())) expect.unreachable();
  });
});
