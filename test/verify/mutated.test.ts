import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rules/index.ts';
import { mutantsOf, type OwnedMutant } from '../../src/verify/member.ts';
import { ruleMembers } from '../../src/verify/members/index.ts';
import { mutatedRule } from '../../src/verify/mutated.ts';
import { optimizerProbes } from '../../src/verify/optimizer-probes.ts';
import type { OptimizerProbe } from '../../src/verify/probe.ts';
import { sourceFile } from '../../src/verify/source-file.ts';
import { inDoubles } from '../../src/verify/rounding.ts';
import { ruleWalk } from '../../src/verify/rule-walk.ts';
import { memberOf } from '../support/members.ts';

const probeOf = (name: string) =>
  optimizerProbes(memberOf(name), 1).find(({ id }) => id === 'shapes') as OptimizerProbe;
const sourceOf = (name: string) =>
  readFileSync(new URL(`../../${sourceFile(memberOf(name))}`, import.meta.url), 'utf8');

describe.each(ruleMembers)('$name', (member) => {
  it('finds the place of each mistake in its source once', () => {
    const source = sourceOf(member.name);
    for (const { id, edits } of member.mutants) {
      // A later edit of one mistake may stand in what an earlier one has written.
      const [[find] = ['']] = edits;
      expect(source.split(find), id).toHaveLength(2);
    }
  });

  it('is itself when nothing is put into its source', () => {
    expect(mutatedRule(member, [])).toBe(member.rule);
  });

  it('can be run with each of its mistakes, none of which is the rule itself', () => {
    const probe = probeOf(member.name);
    for (const owned of mutantsOf(member)) {
      const rule = mutatedRule(member, [owned]) as Rule;
      expect(rule, owned.mutant.id).not.toBe(member.rule);
      expect(ruleWalk(rule, probe, inDoubles), owned.mutant.id).toBeDefined();
    }
  });

  it('names its mistakes differently', () => {
    const ids = mutantsOf(member).map(({ mutant }) => mutant.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('has for its parent the rule that it hands its update on to', () => {
    const called = /\b(\w+)\.update\(/.exec(sourceOf(member.name))?.[1];
    expect(member.parent?.name).toBe(called);
  });
});

it('puts two mistakes into one rule, but not two into one place', () => {
  const adam = memberOf('adam');
  const run = probeOf('adam');
  const [some, other, same] = ['m-not-kept', 'v-not-kept', 'm-without-share'].map((id) =>
    mutantsOf(adam).find(({ mutant }) => mutant.id === id),
  ) as [OwnedMutant, OwnedMutant, OwnedMutant];
  const walkOf = (faults: readonly OwnedMutant[]) =>
    ruleWalk(mutatedRule(adam, faults) as Rule, run, inDoubles)?.path;
  const both = walkOf([some, other]);
  expect(both).toBeDefined();
  expect(both).toEqual(walkOf([other, some]));
  for (const one of [some, other]) expect(both).not.toEqual(walkOf([one]));
  expect(mutatedRule(adam, [some, same])).toBeUndefined();
});
