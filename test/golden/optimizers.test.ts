import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { optimizers, type OptimizerClass } from '../../src/optimizers/index.ts';
import {
  errorOf,
  float32Allowance,
  freshWalk,
  type Path,
  type Stream,
} from '../../src/verify/index.ts';
import { float64Walk } from '../support/float64-walk.ts';
import {
  golden,
  goldenPath,
  goldenPaths,
  streamOf,
  type GoldenCase,
  type GoldenFile,
  type GoldenRows,
} from '../support/golden.ts';
import '../support/to-follow.ts';

interface OptimizerCase extends GoldenCase {
  readonly start: string;
  readonly gradients: string;
  readonly weights: GoldenRows;
  /** Of the weights that are meant for evaluation, where those are others. */
  readonly evaluated?: GoldenRows;
}
interface OptimizerFile extends GoldenFile<OptimizerCase> {
  readonly rule: string;
  readonly recorded: readonly number[];
}

await useBackend('cpu');

const rules = optimizers as unknown as Readonly<Record<string, OptimizerClass | undefined>>;
const files = goldenPaths('optimizers').map((path) => golden<OptimizerFile>(path));

/** Rounding of doubles over 60 updates. */
const float64Allowance = 1e-12;
/** RAdam's rectification subtracts nearly equal numbers, which costs digits where it sets in. */
const rectifiedAllowance = 2e-11;

/** The options of a rule; `learningRate` goes into the stream instead. */
function optionsOf({ settings, conventions }: OptimizerCase): Record<string, unknown> {
  const { learningRate: _, weightDecay, ...options } = settings;
  // The rules with this tag have no decay of their own: a penalty's gradient comes with the loss.
  const isRefused = weightDecay === undefined || conventions.includes('coupled-l2');
  return isRefused ? options : { ...options, weightDecay };
}

const feedOf = ({ start, gradients, settings }: OptimizerCase) =>
  streamOf(start, gradients, settings['learningRate']);

/** A recorded path beside the library's own; updates that the library did not record repeat its last row in both. */
function besideLibrary(path: Path, weights: GoldenRows, recorded: readonly number[]) {
  const rows = goldenPath(weights);
  const reference = path.map((start, update) => {
    return rows[recorded.findLastIndex((done) => done <= update)] ?? start;
  });
  const own = path.map((here, update) => (recorded.includes(update) ? here : reference[update]));
  return { path: own as Path, reference };
}

const inFloat32 = (Rule: OptimizerClass, one: OptimizerCase, feed: Stream) =>
  freshWalk(
    () => new Rule(optionsOf(one)),
    feed,
    (rule) => ({ steer: (rate) => (rule.learningRate = rate) }),
  );

for (const { file, followed, departing } of files) {
  const { rule, recorded } = file;
  const Rule = rules[rule];
  if (Rule === undefined) continue;

  const allowance = rule === 'radam' ? rectifiedAllowance : float64Allowance;
  const inFloat64 = (one: OptimizerCase) => {
    const feed = feedOf(one);
    const walked = float64Walk(Rule.rule, optionsOf(one), feed);
    return { ...besideLibrary(walked, one.weights, recorded), variables: feed.variables };
  };

  describe(rule, () => {
    for (const one of followed) {
      it(`follows ${one.source} through ${one.id} in float64`, () => {
        const { path, reference, variables } = inFloat64(one);
        expect(path).toFollow(reference, variables, allowance);
      });
    }

    for (const one of followed) {
      const { evaluated } = one;
      if (evaluated === undefined) continue;
      it(`evaluates as ${one.source} through ${one.id}`, () => {
        const feed = feedOf(one);
        const walked = float64Walk(Rule.rule, optionsOf(one), feed, 'evaluated');
        const { path, reference } = besideLibrary(walked, evaluated, recorded);
        expect(path).toFollow(reference, feed.variables, allowance);
      });
    }

    // The rate that changes comes through the optimizer itself here, not only through the stream.
    const one = followed.find(({ id }) => id.endsWith('/rates')) as (typeof followed)[number];
    it(`follows ${one.source} through ${one.id} in float32 tensors`, async () => {
      const feed = feedOf(one);
      const walked = await inFloat32(Rule, one, feed);
      const { path, reference } = besideLibrary(walked, one.weights, recorded);
      const allowed = float32Allowance(feed.updates.length);
      expect(path).toFollow(reference, feed.variables, allowed);
    });

    for (const one of departing) {
      it(`does not follow ${one.source} through ${one.id} (${one.tags})`, () => {
        const { path, reference } = inFloat64(one);
        expect(errorOf(path, reference)).toBeGreaterThan(allowance);
      });
    }
  });
}

describe('the golden files of optimizers', () => {
  const named = files.map(({ file }) => file.rule);

  it('are those of every rule', () => {
    const missing = Object.keys(optimizers).filter((rule) => !named.includes(rule));
    expect(missing, 'rules without a golden file; see test/golden/README.md').toEqual([]);
  });

  it('leave these, which are no rules of one weight, to tests of their own', () => {
    expect(named.filter((rule) => !Object.hasOwn(optimizers, rule)).toSorted()).toEqual([
      'lbfgs',
      'lookahead',
    ]);
  });
});
