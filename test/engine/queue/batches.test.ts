import { describe, expect, it } from 'vitest';
import { batches } from '../../../src/engine/queue/batches.ts';
import type { Errand } from '../../../src/engine/queue/errand.ts';
import { sha256 } from '../../../src/engine/sha256.ts';

const errands = (count: number, share?: number): Errand[] =>
  Array.from({ length: count }, (_, i) => ({
    key: sha256(`${i}`),
    kind: 'run',
    data: i,
    ...(share === undefined ? {} : { share }),
  }));
const ids = (all: readonly Errand[]) => batches(all).map(({ id }) => id);

describe('errands in batches', () => {
  it('are all there once and in their order, a full job each on average', () => {
    const all = errands(4000, 0.05);
    const made = batches(all);
    expect(made.flatMap(({ errands }) => errands)).toEqual(all);
    expect((all.length * 0.05) / made.length).toBeGreaterThan(0.8);
    expect((all.length * 0.05) / made.length).toBeLessThan(1.25);
    expect(made.map(({ id }) => id)).toEqual(made.map(({ errands }) => errands.at(-1)?.key));
  });

  it('are alone, under their own key, where each fills a job', () => {
    for (const share of [undefined, 1, 7]) {
      const all = errands(3, share);
      expect(batches(all).map(({ id, errands }) => [id, errands])).toEqual(
        all.map((one) => [one.key, [one]]),
      );
    }
  });

  it('come to the same jobs where some were done, or the first of a job', () => {
    const all = errands(2000, 0.05);
    const before = batches(all);
    const [job = [], ...others] = before.slice(7).map(({ errands }) => errands);
    expect(job.length).toBeGreaterThan(2);
    const left = [...job.slice(2), ...others.flat()];
    expect(ids(left)).toEqual(before.slice(7).map(({ id }) => id));
  });

  it('share no job with what is of another kind or due at another time', () => {
    const [a, b, c, d] = errands(4, 1e-9) as [Errand, Errand, Errand, Errand];
    const due = new Date('2030-01-01');
    const again = new Date('2030-01-01');
    const made = batches([a, { ...b, due }, { ...c, due: again }, { ...d, kind: 'exam' }]);
    expect(made.map(({ kind, due, errands }) => [kind, due, errands.length])).toEqual([
      ['run', undefined, 1],
      ['run', due, 2],
      ['exam', undefined, 1],
    ]);
  });
});
