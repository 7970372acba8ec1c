import { describe, expect, it } from 'vitest';
import { shardOf } from '../../src/sweep/shard.ts';

const slurm = (id: number, extra: object = {}) => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_COUNT: '4',
  SLURM_ARRAY_TASK_MIN: '0',
  ...extra,
});

describe('a share', () => {
  it.each([
    ['3/64', undefined, {}, { index: 2, of: 64 }],
    ['1/1', undefined, slurm(3), { index: 0, of: 1 }],
    [undefined, undefined, slurm(3), { index: 3, of: 4 }],
    [undefined, undefined, slurm(4, { SLURM_ARRAY_TASK_MIN: '1' }), { index: 3, of: 4 }],
    [undefined, undefined, slurm(6, { SLURM_ARRAY_TASK_STEP: '2' }), { index: 3, of: 4 }],
    [undefined, 8, { JOB_COMPLETION_INDEX: '7' }, { index: 7, of: 8 }],
  ])('%s of %s in %j', (given, of, environment, expected) => {
    expect(shardOf('work', given, of, environment)).toEqual(expected);
  });

  it.each([
    [
      '0/4',
      undefined,
      {},
      'work: --shard must name one of the shares there are, such as 3/64, got 0/4',
    ],
    ['5/4', undefined, {}, 'got 5/4'],
    ['three', undefined, {}, 'got three'],
    // Only a part of an array was submitted again: its tasks do not know how many there were.
    [undefined, undefined, slurm(7, { SLURM_ARRAY_TASK_MIN: '3' }), 'got 7 of 4'],
    [
      undefined,
      undefined,
      { JOB_COMPLETION_INDEX: '7' },
      'work: JOB_COMPLETION_INDEX does not say of how many; add --of',
    ],
    [undefined, 4, { JOB_COMPLETION_INDEX: '7' }, 'got 7 of 4'],
    [undefined, undefined, {}, 'work: which share is not said; add --shard 1/4'],
  ])('%s of %s in %j is refused', (given, of, environment, says) => {
    expect(() => shardOf('work', given, of, environment)).toThrow(says);
  });
});
