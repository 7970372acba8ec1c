import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Optimizer } from '../../src/optimizers/index.ts';
import type { Next, Step } from '../../src/rules/index.ts';
import { place, walk, type Path } from '../../src/verify/index.ts';
import { GradientAccumulation } from '../../src/wrappers/index.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import '../support/to-follow.ts';

interface AccumulationCase extends GoldenCase {
  readonly settings: { readonly transform: string; readonly every: number };
  readonly gradients: string;
  readonly results: GoldenRows;
}
interface TransformFile extends GoldenFile<AccumulationCase> {
  readonly recorded: readonly number[];
}

await useBackend('cpu');

/** Makes the gradient that it is handed the weight. */
class Show extends Optimizer {
  static override readonly className: string = 'Show';
  protected override update({ g }: Step): Next {
    return { w: g };
  }
}

const { file, followed, departing } = golden<TransformFile>('transforms.json');
const cases = followed.filter(({ settings }) => settings.transform === 'accumulate');

/** What the wrapped optimizer is handed in each call: zero where that is nothing. */
async function handed({ settings, gradients }: AccumulationCase) {
  const feed = streamOf('zero', gradients, 1);
  const wrapper = new GradientAccumulation({ optimizer: new Show(), every: settings.every });
  const placed = place(feed.variables);
  const path: Path[number][] = [];
  for (const update of feed.updates) {
    const [, after] = await walk(wrapper, placed, [update]);
    path.push(after as Path[number]);
    tf.tidy(() => placed.forEach((one) => one.assign(tf.zerosLike(one))));
  }
  const { iterations } = wrapper;
  wrapper.dispose();
  tf.dispose(placed);
  return { path, iterations, variables: feed.variables };
}

describe('gradient accumulation', () => {
  it('has its golden cases', () => {
    expect(cases).toHaveLength(1);
    expect(departing.some(({ settings }) => settings.transform === 'accumulate')).toBe(false);
  });

  for (const one of cases) {
    it(`follows ${one.source} through ${one.id} in float32 tensors`, async () => {
      const { path, iterations, variables } = await handed(one);
      const reference = goldenPath(one.results);
      const own = file.recorded.map((done) => path[done - 1] as Path[number]);
      expect(own).toFollow(reference, variables, 3e-7);
      expect(iterations).toBe(Math.floor(path.length / one.settings.every));
      expect(reference.some((row) => row.includes(0))).toBe(true);
    });
  }
});
