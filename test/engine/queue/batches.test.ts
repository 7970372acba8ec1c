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
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  });

  it('are alone, under their own key, where each fills a job', () => {
    for (const share of [undefined, 1, 7]) {
      const all = errands(3, share);
      expect(batches(all).map(({ id, errands }) => [id, errands])).toEqual(
        all.map((one) => [one.key, [one]]),
      );
    }
  });

  it('come to the same jobs where some are done, but for the one that lost a part', () => {
    const all = errands(2000, 0.05);
    const before = batches(all);
    const left = before.slice(7).flatMap(({ errands }) => errands);
    expect(ids(left)).toEqual(before.slice(7).map(({ id }) => id));
    const torn = all.filter((_, i) => i !== 1000);
    const whole = new Set(before.map(({ id }) => id));
    expect(ids(torn).filter((id) => !whole.has(id))).toHaveLength(1);
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
