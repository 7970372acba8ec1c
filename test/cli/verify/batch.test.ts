import { describe, expect, it } from 'vitest';
import { verifyBatch, type Examine } from '../../../src/cli/verify/batch.ts';
import { UsageError } from '../../../src/shared/errors.ts';
import type { Outcome } from '../../../src/verify/verdict.ts';
import { verdict } from '../../grading/verdicts.ts';

const options = {
  backend: 'cpu',
  seed: 1,
  seconds: 20,
  megabytes: 1024,
  strict: false,
  sideBySide: 2,
};

/** Gives each file the outcome that it is called. */
const examine: Examine = async (file) => {
  if (file === 'usage') throw new UsageError({ rule: 'unclear name', remedy: 'known: adam' });
  if (file === 'missing') throw new UsageError({ rule: 'it does not exist', exitCode: 3 });
  if (file === 'memory') throw new UsageError({ rule: 'it took 1024 MB', exitCode: 4 });
  if (file === 'fault') throw new TypeError('ours');
  return verdict(file as Outcome, { file: `/elsewhere/${file}` });
};

const codes = async (files: readonly string[], strict = false) =>
  (await verifyBatch(files, examine, { ...options, strict }, () => {})).map(
    ({ exitCode }) => exitCode,
  );

describe('a batch', () => {
  it('has an exit code for each outcome, as the contract says', async () => {
    const files = ['passed', 'convention', 'failed', 'error', 'timeout'];
    expect(await codes(files)).toEqual([0, 0, 1, 3, 4]);
    expect(await codes(files, true)).toEqual([0, 1, 1, 3, 4]);
    expect(await codes(['usage', 'missing', 'memory', 'fault'])).toEqual([2, 3, 4, 3]);
  });

  it('tells results as they come, and gives them back in order, under the names they were given', async () => {
    const told: number[] = [];
    let release = () => {};
    const others = new Promise<void>((resolve) => {
      release = resolve;
    });
    const results = await verifyBatch(
      ['timeout', 'failed', 'passed'],
      async (file, options) => {
        if (file === 'timeout') await others;
        return examine(file, options);
      },
      options,
      (_, index) => {
        told.push(index);
        if (told.length === 2) release();
      },
    );
    expect(told).toEqual([1, 2, 0]);
    expect(results.map(({ verdict }) => verdict.file)).toEqual(['timeout', 'failed', 'passed']);
  });

  it('goes on whatever one file does, and says what it did', async () => {
    const results = await verifyBatch(
      ['fault', 'usage', 'memory', 'passed'],
      examine,
      options,
      () => {},
    );
    expect(results.map(({ verdict }) => verdict.verdict)).toEqual([
      'error',
      'error',
      'timeout',
      'passed',
    ]);
    expect(results[0]?.verdict.message).toMatch(/fault of downhill.*TypeError: ours/);
    expect(results[1]?.verdict.message).toBe('unclear name; known: adam');
  });

  it('examines no more than so many side by side', async () => {
    let now = 0;
    let most = 0;
    await verifyBatch(
      Array.from({ length: 9 }, (_, i) => `file-${i}`),
      async (file) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        now--;
        return verdict('passed', { file });
      },
      { ...options, sideBySide: 3 },
      () => {},
    );
    expect(most).toBe(3);
  });
});
