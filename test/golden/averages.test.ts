import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Optimizer } from '../../src/optimizers/index.ts';
import type { Next, Step } from '../../src/rules/index.ts';
import { errorOf, place, readRow, walk, type Path } from '../../src/verify/index.ts';
import { ExponentialMovingAverage, StochasticWeightAverage } from '../../src/wrappers/index.ts';
import {
  golden,
  goldenPath,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import '../support/to-follow.ts';

interface AverageCase extends GoldenCase {
  readonly settings: { readonly transform: string; readonly decay: number };
  readonly gradients: string;
  readonly results: GoldenRows;
}
interface TransformFile extends GoldenFile<AverageCase> {
  readonly recorded: readonly number[];
}

await useBackend('cpu');

/** A training run whose weights are the stream itself. */
class Show extends Optimizer {
  static override readonly className: string = 'Show';
  protected override update({ g }: Step): Next {
    return { w: g };
  }
}

const averages = {
  ema: ({ decay }: AverageCase['settings']) =>
    new ExponentialMovingAverage({ optimizer: new Show(), decay }),
  swa: () => new StochasticWeightAverage({ optimizer: new Show() }),
};

const { file, followed, departing } = golden<TransformFile>('transforms.json');
const isAverage = ({ settings }: AverageCase) => settings.transform in averages;

/** A few roundings of float32 in each of 60 updates. */
const allowance = 2e-6;

/** The averages after the recorded updates, and the library's. */
async function averaged({ settings, gradients, results }: AverageCase) {
  const { variables, updates } = streamOf('zero', gradients, 1);
  const average = averages[settings.transform as keyof typeof averages](settings);
  const placed = place(variables);
  const path: Path[number][] = [];
  for (const update of updates) {
    await walk(average, placed, [update]);
    path.push(await average.evaluated(() => readRow(placed)));
  }
  average.dispose();
  tf.dispose(placed);
  const own = file.recorded.map((done) => path[done - 1] as Path[number]);
  return { own, reference: goldenPath(results), variables };
}

describe('an average of weights', () => {
  it('has its golden cases', () => {
    const names = followed.filter(isAverage).map(({ settings }) => settings.transform);
    expect(new Set(names)).toEqual(new Set(Object.keys(averages)));
  });

  for (const one of followed.filter(isAverage)) {
    it(`follows ${one.source} through ${one.id} in float32 tensors`, async () => {
      const { own, reference, variables } = await averaged(one);
      expect(own).toFollow(reference, variables, allowance);
    });
  }

  for (const one of departing.filter(isAverage)) {
    it(`does not follow ${one.source} through ${one.id} (${one.tags})`, async () => {
      const { own, reference } = await averaged(one);
      expect(errorOf(own, reference)).toBeGreaterThan(allowance);
    });
  }
});
