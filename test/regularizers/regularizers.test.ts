import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import {
  asRegularizer,
  isRegularizer,
  l1,
  regularizer,
  regularizerFromConfig,
  regularizers,
  type RegularizerConfig,
} from '../../src/regularizers/index.ts';
import { tried } from './tried.ts';

beforeAll(() => useBackend('cpu'));

async function penalty(of: (w: tf.Tensor) => tf.Scalar): Promise<number> {
  const scalar = tf.tidy(() => of(tf.tensor1d([1, -3])));
  const [value] = await scalar.data();
  scalar.dispose();
  return value as number;
}

describe('regularizer', () => {
  it.each(
    Object.entries(tried).flatMap(([name, { options }]) =>
      options.map((one) => ({ name, ...one })),
    ),
  )('builds $name from a spec, and again from its config', async (spec) => {
    const built = regularizer(spec);
    const again = regularizerFromConfig(
      JSON.parse(JSON.stringify(built.config)) as RegularizerConfig,
    );
    const { name, ...options } = spec;
    expect(again.config).toEqual({ regularizer: name, ...options });
    expect(await penalty(again)).toBe(await penalty(built));
    expect(Object.keys(again)).toEqual(Object.keys(built));
    expect(regularizers).toHaveProperty(name);
  });

  it('passes over what tfjs adds to a config', () => {
    const loaded = {
      regularizer: 'l1',
      l1: 0.5,
      customObjects: {},
    } as unknown as RegularizerConfig;
    expect(regularizerFromConfig(loaded).config).toEqual({ regularizer: 'l1', l1: 0.5 });
  });

  it('says which regularizer was probably meant', () => {
    expect(() => regularizer({ name: 'l3' })).toThrow(
      'unknown regularizer "l3"; did you mean "l1"?',
    );
    expect(() => regularizer({ name: 'l1', l2: 1 })).toThrow(
      'l1: unknown option "l2"; did you mean "l1"?',
    );
    expect(() => regularizerFromConfig({ l1: 1 } as unknown as RegularizerConfig)).toThrow(
      'regularizer: config must name its regularizer, got {"l1":1}',
    );
  });

  it('knows its own kind', () => {
    expect(isRegularizer(l1())).toBe(true);
    expect(isRegularizer(asRegularizer({ regularizer: 'mine' }, () => tf.scalar(0)))).toBe(true);
    expect(isRegularizer((w: tf.Tensor) => w)).toBe(false);
    expect(isRegularizer({ config: { regularizer: 'l1' } })).toBe(false);
  });
});
