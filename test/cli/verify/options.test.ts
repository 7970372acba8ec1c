import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addVerifyOptions } from '../../../src/cli/verify/options.ts';

const read = (...args: string[]) =>
  addVerifyOptions(new Command().exitOverride().configureOutput({ outputError: () => {} }))
    .parse(args, { from: 'user' })
    .opts();

describe('the options of verify', () => {
  it('have the defaults of the contract', () => {
    expect(read()).toEqual({ backend: 'auto', seed: 1, timeout: 20, memory: 1024 });
  });

  it('are read as numbers', () => {
    expect(read('--timeout', '0.5', '--memory', '512', '--seed', '0')).toMatchObject({
      timeout: 0.5,
      memory: 512,
      seed: 0,
    });
  });

  it('name a share, or leave it to the scheduler', () => {
    expect(read('--shard', '3/64')).toMatchObject({ shard: '3/64' });
    expect(read('--shard', '--of', '64')).toMatchObject({ shard: true, of: 64 });
  });

  it.each([
    [['--shard', '1/2', '--queue', 'redis://host'], 'cannot be used with'],
    [['--shard', '--of', '0'], 'a whole number of at least 1'],
    [['--seed', '-1'], 'a whole number of at least 0'],
    [['--seed', '1.5'], 'a whole number of at least 0'],
    [['--seed', ''], 'a whole number of at least 0'],
    [['--timeout', '0'], 'seconds greater than 0'],
    [['--timeout', 'Infinity'], 'seconds greater than 0'],
    [['--memory', '255'], 'a whole number of at least 256'],
    [['--json', '--quiet'], 'cannot be used with'],
    [['--json', '--watch'], 'cannot be used with'],
  ])('%j is refused', (args, why) => {
    expect(() => read(...args)).toThrow(why);
  });
});
