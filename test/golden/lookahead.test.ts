import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { optimizerFromSpec } from '../../src/optimizers/index.ts';
import { float32Allowance, place, readRow, walk, type Path } from '../../src/verify/index.ts';
import { Lookahead } from '../../src/wrappers/index.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import '../support/to-follow.ts';

interface LookaheadCase extends GoldenCase {
  readonly settings: {
    readonly optimizer: string;
    readonly learningRate: number | readonly number[];
    readonly syncPeriod: number;
    readonly slowStepSize: number;
  };
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
  readonly evaluated: GoldenRows;
}
interface LookaheadFile extends GoldenFile<LookaheadCase> {
  readonly recorded: readonly number[];
}

await useBackend('cpu');

const { file, followed, departing } = golden<LookaheadFile>('optimizers/lookahead.json');

/** The fast and the slow weights after each recorded update. */
async function walked({ settings, start, gradients }: LookaheadCase) {
  const { syncPeriod, slowStepSize, learningRate } = settings;
  const { variables, updates } = streamOf(start, gradients, learningRate);
  const lookahead = new Lookahead({
    optimizer: optimizerFromSpec({ name: settings.optimizer }),
    syncPeriod,
    slowStepSize,
  });
  const placed = place(variables);
  const [fast, slow]: [Path[number][], Path[number][]] = [[], []];
  for (const update of updates) {
    await walk(lookahead, placed, [update], { steer: (rate) => (lookahead.learningRate = rate) });
    slow.push(await lookahead.evaluated(() => readRow(placed)));
    fast.push(await readRow(placed));
  }
  lookahead.dispose();
  tf.dispose(placed);
  const recorded = (path: Path) => file.recorded.map((done) => path[done - 1] as Path[number]);
  return { fast: recorded(fast), slow: recorded(slow), variables, length: updates.length };
}

describe('Lookahead', () => {
  it('has its golden cases', () => {
    expect(followed.length).toBeGreaterThan(5);
    expect(departing).toEqual([]);
  });

  for (const one of followed) {
    it(`follows ${one.source} through ${one.id} in float32 tensors, fast and slow`, async () => {
      const { fast, slow, variables, length } = await walked(one);
      expect(fast).toFollow(goldenPath(one.weights), variables, float32Allowance(length));
      expect(slow).toFollow(goldenPath(one.evaluated), variables, float32Allowance(length));
    });
  }
});
