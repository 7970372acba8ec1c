import { describe, expect, it } from 'vitest';
import { findingOf, findingOn, notesOf } from '../../src/sweep/findings.ts';
import { profile } from '../../src/sweep/profile.ts';
import { standing } from '../../src/sweep/standing.ts';
import type { Sweep } from '../../src/sweep/sweep.ts';
import { cell } from './cells.ts';

const sweep = (score = 'loss', names = ['A', 'B', 'C']): Sweep => ({
  name: 'test',
  problems: [],
  optimizers: names.map((label) => ({ label, style: 'sgd', spec: { name: 'sgd' }, space: [] })),
  updates: 9,
  sampler: 'grid',
  trials: 1,
  seeds: [7],
  final: [1, 2],
  score,
  rungs: [],
});

describe('a finding', () => {
  it.each([
    ['one alone', [cell('p', 'A', [1, 2])], 'A ends at a loss of 1.5 on p, on 2 fresh seeds'],
    [
      'a winner',
      [cell('p', 'A', [3, 4]), cell('p', 'B', [1, 2])],
      'B ends lowest on p: loss 1.5, on 2 fresh seeds',
    ],
    [
      'seeds that overlap',
      [cell('p', 'A', [1, 4]), cell('p', 'B', [3, 5])],
      'A and B end level on p: their seeds overlap',
    ],
    [
      'one that lost a seed',
      [cell('p', 'A', [1, null]), cell('p', 'B', [8, 9])],
      'B ends lowest of those that lost fewest seeds on p: loss 8.5, on 2 fresh seeds',
    ],
    [
      'one that never came through',
      [cell('p', 'A', []), cell('p', 'B', [8, 9])],
      'B ends lowest on p: loss 8.5, on 2 fresh seeds',
    ],
    ['nobody', [cell('p', 'A', []), cell('p', 'B', [null, null])], 'No setting gets through on p'],
  ])('says who wins: %s', (_, cells, says) => {
    expect(findingOn(cells, sweep())).toBe(says);
  });

  it('takes the higher accuracy', () => {
    const cells = [cell('p', 'A', [0.8, 0.81]), cell('p', 'B', [0.9, 0.91])];
    expect(findingOn(cells, sweep('testAccuracy'))).toBe('No setting gets through on p');
    const named = cells.map((one) => ({
      ...one,
      final: one.final && { ...one.final, final: { testAccuracy: one.final.final['loss'] ?? [] } },
    }));
    expect(findingOn(named, sweep('testAccuracy'))).toBe(
      'B ends highest on p: test accuracy 0.905, on 2 fresh seeds',
    );
  });

  it('counts over several problems who is best or level with the best', () => {
    const cells = [
      cell('p', 'A', [1, 2]),
      cell('p', 'B', [3, 4]),
      cell('q', 'A', [3, 4]),
      cell('q', 'B', [3.5, 5]),
    ];
    expect(findingOf(cells, sweep())).toBe(
      'A ends best, or level with the best, on 2 of 2 problems',
    );
  });
});

describe('what is said beside it', () => {
  it('is a best value on the border, lost seeds, chance that is none, and who did not come through', () => {
    const setting = { learningRate: 1 };
    const cells = [
      cell('p', 'A', [1, 2], { setting, onBorder: ['learningRate'] }),
      cell('p', 'B', [1, null]),
      cell('q', 'A', [3, 3]),
      cell('q', 'B', []),
    ];
    expect(notesOf(cells, sweep())).toEqual([
      'A on p: the best learning rate, 1, lies on the border of what was tried, so a better one may lie beyond it.',
      'B on p: 1 of the fresh seeds diverged.',
      'q: all fresh seeds give the same; where nothing is random, they say nothing of chance.',
      'B on q: no setting came through with all its seeds, so none was run again.',
    ]);
  });
});

it('equal results do not deviate, whatever their mean is rounded to', () => {
  const third = 0.41812345;
  expect(standing(cell('p', 'A', Array<number>(5).fill(third)), 'loss')?.deviation).toBe(0);
  expect(standing(cell('p', 'A', [1, 3, null]), 'loss')).toMatchObject({ mean: 2, lost: 1 });
});

describe('a performance profile', () => {
  const cells = [
    cell('p', 'A', [1, 3]),
    cell('p', 'B', [4, 4]),
    cell('q', 'A', [6, 6]),
    cell('q', 'B', [2, 2]),
    cell('r', 'A', [1, 1]),
    cell('r', 'B', [1, null]),
  ];

  it('counts the problems within each factor of the best; a lost seed is never within', () => {
    const [a, b] = profile(cells, sweep('loss', ['A', 'B'])) ?? [];
    const share = (line: typeof a, factor: number) =>
      line?.y[line.x.findLastIndex((at) => at <= factor)];
    expect([1, 2, 3].map((factor) => share(a, factor))).toEqual([2 / 3, 2 / 3, 1]);
    expect([1, 2, 3].map((factor) => share(b, factor))).toEqual([1 / 3, 2 / 3, 2 / 3]);
  });

  it('is none of one problem, of one optimizer, or of scores below 0', () => {
    expect(profile(cells.slice(0, 2), sweep('loss', ['A', 'B']))).toBeUndefined();
    expect(
      profile([cell('p', 'A', [1]), cell('q', 'A', [1])], sweep('loss', ['A'])),
    ).toBeUndefined();
    const below = [...cells.slice(0, 3), cell('q', 'B', [-1, -1])];
    expect(profile(below, sweep('loss', ['A', 'B']))).toBeUndefined();
  });
});
