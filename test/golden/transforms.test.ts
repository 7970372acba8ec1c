import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { UsageError } from '../../src/shared/errors.ts';
import { transformFromConfig, type TransformConfig } from '../../src/transforms/index.ts';
import {
  golden,
  goldenStream,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';

interface TransformCase extends GoldenCase {
  readonly gradients: string;
  readonly results: GoldenRows;
}

interface TransformFile extends GoldenFile<TransformCase> {
  readonly recorded: readonly number[];
}

await useBackend('cpu');

const { file, followed, departing } = golden<TransformFile>('transforms.json');
const { recorded, cases } = file;
const nameOf = ({ settings }: TransformCase) => (settings as TransformConfig).transform;

/** A few roundings of float32. */
const allowance = 3e-7;

/** The gradients of one update, changed and read back, in the order of the stream's variables. */
async function changed({ settings, gradients }: TransformCase, update: number) {
  const stream = goldenStream(gradients);
  const change = transformFromConfig(settings as TransformConfig);
  const results = tf.tidy(() => {
    const given = Object.entries(stream.shapes).map(([name, shape]) => {
      const values = stream.gradients[name]?.[update - 1] as readonly number[];
      return [name, tf.tensor([...values], [...shape])] as const;
    });
    return [...change(new Map(given)).values()];
  });
  const values = await Promise.all(results.map(async (one) => [...(await one.data())]));
  tf.dispose(results);
  return values;
}

/** The largest distance of any result from the library's, as a share of the result's own norm. */
async function errorOf(one: TransformCase): Promise<number> {
  const errors = await Promise.all(
    recorded.map(async (update, row) => {
      const own = await changed(one, update);
      return Object.values(one.results).map((rows, variable) => {
        const expected = rows[row] as readonly number[];
        const gaps = expected.map((value, i) => (own[variable]?.[i] as number) - value);
        const distance = Math.hypot(...gaps);
        return distance === 0 ? 0 : distance / Math.hypot(...expected);
      });
    }),
  );
  return Math.max(...errors.flat());
}

const isKnown = (one: TransformCase): boolean => {
  try {
    transformFromConfig(one.settings as TransformConfig);
    return true;
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith('unknown transform')) return false;
    throw error;
  }
};

describe('a transform of gradients', () => {
  for (const one of followed.filter(isKnown)) {
    it(`follows ${one.source} through ${one.id} in float32 tensors`, async () => {
      expect(await errorOf(one)).toBeLessThanOrEqual(allowance);
    });
  }

  for (const one of departing.filter(isKnown)) {
    it(`does not follow ${one.source} through ${one.id} (${one.tags})`, async () => {
      expect(await errorOf(one)).toBeGreaterThan(allowance);
    });
  }
});

describe('the golden file of transforms', () => {
  it('leaves these, which are wrappers here, to tests of their own', () => {
    const elsewhere = cases.filter((one) => !isKnown(one)).map(nameOf);
    expect([...new Set(elsewhere)].toSorted()).toEqual(['accumulate', 'ema', 'swa']);
  });
});
