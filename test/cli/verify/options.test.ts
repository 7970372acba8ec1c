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

  it.each([
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
