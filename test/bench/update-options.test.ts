import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { updateOptions } from '../../bench/update-options.ts';
import { backends } from '../../src/backend/backends.ts';

/** What `npm run bench` says to these words before it measures anything. */
const refusal = async (...words: string[]) => {
  const error = await updateOptions(words).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'UsageError', exitCode: 2 });
  return (error as Error).message;
};

describe('what npm run bench is asked for', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is the two backends that need nothing, unless others are named', async () => {
    expect(await updateOptions([])).toEqual({
      quick: false,
      write: false,
      json: false,
      backends: ['wasm', 'cpu'],
    });
    expect(await updateOptions(['--quick', '--backends', 'cpu'])).toMatchObject({
      quick: true,
      backends: ['cpu'],
    });
  });

  it.each([
    [['--quik'], "unknown option '--quik'; known: --quick, --write"],
    [['cpu'], "unexpected argument 'cpu'; known:"],
    [['--quick=1'], "option '--quick' does not take an argument; known:"],
    [['--backends'], 'argument missing; known:'],
    [['--backends', 'wasm,cpuu'], 'unknown backend "cpuu"; did you mean "cpu"?'],
    [['--json', '--write'], '--json and --write exclude each other'],
    [['--backends', 'cpu', '--python', 'python3'], 'on wasm, got --backends cpu'],
    [['--python', '/no/such'], '--python /no/such cannot be started (ENOENT); give it the path'],
    [['--python', process.execPath], 'failed at bench/peers.py: '],
  ])('%j is refused', async (words, said) => {
    expect(await refusal(...words)).toContain(said);
  });

  it('says how to get a backend that is missing', async () => {
    const missing = new Error('@tensorflow/tfjs-node is not installed');
    vi.spyOn(backends.tensorflow, 'start').mockRejectedValue(missing);
    expect(await refusal('--backends', 'cpu,tensorflow')).toBe(
      'backend "tensorflow" cannot be used: @tensorflow/tfjs-node is not installed; to get it: npm run native',
    );
  });

  it('says what a Python lacks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const python = join(folder, 'python');
    writeFileSync(python, '#!/bin/sh\necho "{}"\n');
    chmodSync(python, 0o755);
    expect(await refusal('--python', python)).toBe(
      `--python ${python} has neither PyTorch nor Optax; to get them: ${python} -m pip install torch optax`,
    );
    rmSync(folder, { recursive: true });
  });
});
