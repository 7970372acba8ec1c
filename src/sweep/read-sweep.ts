import { ramp, styleKey, styleOf } from '../figures/index.ts';
import type { OptimizerSpec } from '../optimizers/index.ts';
import { problems, type ProblemSpec } from '../problems/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { count, isNamed, must, mustList, readOptions, risingCounts } from '../shared/options.ts';
import { trainee } from '../training/trainee.ts';
import { checkSize } from './size.ts';
import { settings } from './settings.ts';
import { settled, spaceOf } from './space.ts';
import type { Sweep, SweptOptimizer, SweptProblem } from './sweep.ts';
import { slug } from './words.ts';

/** What stands in a study.json. */
type Written = Omit<Sweep, 'problems' | 'optimizers' | 'trials' | 'rungs'> & {
  readonly schema: 1;
  readonly problems: readonly (ProblemSpec & Labelled)[];
  readonly optimizers: readonly (OptimizerSpec & Labelled)[];
  readonly trials?: number;
  readonly rungs?: readonly number[];
};
interface Labelled {
  readonly label?: string;
}

/** Rows that are measured in a run, at most; runs are many. */
const mostRows = 60;

/**
 * A study.json as a sweep. Every setting is built once, so that a wrong option is found before anything is trained.
 * @param who names the file in errors
 * @throws UsageError for the first field that is wrong, and for a study that is too large
 */
export function readSweep(who: string, text: string): Sweep {
  const written = readOptions<Written>(
    who,
    parsed(who, text),
    {
      schema: one(1),
      name: fileName,
      problems: named,
      optimizers: named,
      updates: count,
      sampler: ['grid', 'sobol'],
      trials: count,
      seeds,
      final: seeds,
      score: word,
      rungs: risingCounts,
    },
    {
      sampler: 'grid',
      trials: undefined,
      seeds: [101, 102, 103],
      final: [1, 2, 3, 4, 5],
      score: 'loss',
      rungs: undefined,
    },
  );
  const { schema: _, trials, rungs = [], ...rest } = written;
  const sweep: Sweep = {
    ...rest,
    trials,
    rungs,
    problems: labelled(who, 'problems', written.problems, ({ name }) => name).map(sweptProblem),
    optimizers: sweptOptimizers(who, written.optimizers),
  };
  checkProtocol(who, sweep);
  checkSize(who, sweep);
  for (const optimizer of sweep.optimizers) {
    for (const setting of settings(who, optimizer, sweep)) {
      trainee(settled(optimizer.spec, setting)).dispose();
    }
  }
  return sweep;
}

/** Updates between two measurements of a run: every rung is measured. */
export function measuredEvery({ updates, rungs }: Pick<Sweep, 'updates' | 'rungs'>): number {
  if (rungs.length === 0) return Math.max(1, Math.ceil(updates / 20));
  return rungs.reduce(greatestDivisor, updates);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function parsed(who: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError({ who, rule: `this is not JSON: ${(error as Error).message}` });
  }
}

const one = (value: number) => must(`${value}`, (given) => given === value);
const word = must('a name', (value) => typeof value === 'string' && value !== '');
const fileName = must(
  'of letters, digits, "-" and "_", since a folder is called so',
  (value) => typeof value === 'string' && /^\w[\w-]*$/.test(value),
);
const named = mustList('a list of objects with a name', isNamed);
const seeds = must(
  'a list of different whole numbers from 0 to 4294967295',
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff),
);

/** What is called `label` is ours, all else of an entry is its own. @throws UsageError for two of one label, as file names have it */
function labelled<S extends ProblemSpec | OptimizerSpec>(
  who: string,
  field: string,
  entries: readonly (S & Labelled)[],
  usual: (spec: S) => string,
): { readonly label: string; readonly spec: S }[] {
  const all = entries.map(({ label, ...spec }) => ({
    label: label ?? usual(spec as unknown as S),
    spec: spec as unknown as S,
  }));
  const labels = all.map(({ label }) => label);
  const unnamed = labels.find((label: unknown) => typeof label !== 'string' || slug(label) === '');
  if (unnamed !== undefined) {
    throw new UsageError({ who, rule: `${field}: a label must be a name`, got: shown(unnamed) });
  }
  const slugs = labels.map(slug);
  const twice = labels.find((_, i) => slugs.indexOf(slugs[i] as string) < i);
  if (twice === undefined) return all;
  throw new UsageError({
    who,
    rule: `two of ${field} are called ${twice}`,
    remedy: 'give one of them a "label"',
  });
}

function sweptProblem({ label, spec }: SweptProblem): SweptProblem {
  lookUp<unknown>('problem', spec.name, problems);
  return { label, spec };
}

function sweptOptimizers(
  who: string,
  entries: readonly (OptimizerSpec & Labelled)[],
): SweptOptimizer[] {
  const keyOf = ({ name }: OptimizerSpec) => styleKey(name);
  const own = new Set(entries.map(keyOf)).size === entries.length;
  const steps = ramp(entries.length);
  const usual = (spec: OptimizerSpec) => styleOf(keyOf(spec)).label;
  return labelled(who, 'optimizers', entries, usual).map(({ label, spec }, i) => ({
    label,
    spec,
    style: own ? keyOf(spec) : (steps[i] as string),
    space: spaceOf(`${who}: ${label}`, spec),
  }));
}

function checkProtocol(who: string, sweep: Sweep): void {
  const { seeds, final, updates, rungs } = sweep;
  const shared = final.find((seed) => seeds.includes(seed));
  if (shared !== undefined) {
    throw new UsageError({
      who,
      rule: 'final must have other seeds than seeds, on which the settings are chosen',
      got: `${shared} in both`,
    });
  }
  if (rungs.length === 0) return;
  if ((rungs.at(-1) as number) >= updates) {
    throw new UsageError({
      who,
      rule: `rungs must be below updates (${updates})`,
      got: rungs.at(-1),
    });
  }
  const every = measuredEvery(sweep);
  if (updates / every > mostRows) {
    throw new UsageError({
      who,
      rule: `rungs and updates must be multiples of one number of at least ${Math.ceil(updates / mostRows)}, at which a run is measured`,
      got: `${every}`,
    });
  }
}
