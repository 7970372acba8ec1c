import { describe, expect, it } from 'vitest';
import { mutatedRule } from '../../src/verify/mutated-rule.ts';
import { filesOf, sourceOf } from '../../src/verify/rule-source.ts';
import { mutantsOf } from '../../src/verify/candidates.ts';
import { optimizers, type OptimizerClass } from '../../src/optimizers/index.ts';
import { mutants, type Mutant } from '../../src/verify/mutants/index.ts';
import { optimizerProbes } from '../../src/verify/optimizer-probes.ts';
import type { OptimizerProbe } from '../../src/verify/probe.ts';
import { inDoubles } from '../../src/verify/rounding.ts';
import { ruleWalk } from '../../src/verify/rule-walk.ts';

const rules = Object.entries(optimizers) as unknown as [string, OptimizerClass][];
const run = optimizerProbes(optimizers.adam as unknown as OptimizerClass, 1).find(
  ({ id }) => id === 'shapes',
) as OptimizerProbe;
const pieces = mutants.flatMap(({ id, sources, edits }) =>
  sources.flatMap((source) => edits.map(([find]) => [id, source, find] as const)),
);

it.each(pieces)('%s finds its place in %s once', (_, source, find) => {
  expect(sourceOf(source).split(find)).toHaveLength(2);
});

describe.each(rules)('%s', (rule, Rule) => {
  const own = optimizerProbes(Rule, 1).find(({ id }) => id === 'shapes') as OptimizerProbe;

  it('is itself when nothing is put into its source', () => {
    expect(mutatedRule(rule, [])).toBe(Rule);
  });

  it('can be run with each of its mistakes', () => {
    for (const one of mutantsOf(rule)) {
      const Wrong = mutatedRule(rule, [one]) as OptimizerClass;
      expect(ruleWalk(Wrong, own, inDoubles), one.id).toBeDefined();
    }
  });

  it('names its mistakes differently', () => {
    const ids = mutantsOf(rule).map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

it('finds the parents that do the arithmetic', () => {
  expect(filesOf('adamw')).toEqual(['optimizers/adamw', 'optimizers/adam']);
  expect(filesOf('muon')).toEqual(['optimizers/muon', 'optimizers/adamw', 'optimizers/adam']);
  expect(filesOf('lamb')).toEqual(['optimizers/lamb']);
  expect(filesOf('rmspropCentered')).toEqual(['optimizers/rmsprop-centered']);
});

it('puts two mistakes into one rule, but not two into one place', () => {
  const [some, other, same] = ['m-not-kept', 'v-not-kept', 'm-without-share'].map((id) =>
    mutantsOf('adam').find((one) => one.id === id),
  ) as [Mutant, Mutant, Mutant];
  const walkOf = (faults: readonly Mutant[]) =>
    ruleWalk(mutatedRule('adam', faults) as OptimizerClass, run, inDoubles)?.path;
  const both = walkOf([some, other]);
  expect(both).toBeDefined();
  expect(both).toEqual(walkOf([other, some]));
  for (const one of [some, other]) expect(both).not.toEqual(walkOf([one]));
  expect(mutatedRule('adam', [some, same])).toBeUndefined();
});
