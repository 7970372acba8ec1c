import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rules/index.ts';
import { mutantsOf, type RuleMember } from '../../src/verify/member.ts';
import { mutatedRule } from '../../src/verify/mutated.ts';
import { optimizerExam } from '../../src/verify/optimizer-exam.ts';
import { habitFaults } from '../../src/verify/habit-faults.ts';
import { alternative, mostExact, type Verdict } from '../../src/verify/verdict.ts';
import { sameAs } from './same-mistakes.ts';
import { shownBy } from '../../src/verify/shown-by.ts';

/** Share of what is allowed that a right file may use up. */
const margin = 0.3;

/** Tests that every known mistake in a rule is caught and named, and that the rule itself is not. */
export function testBank(member: RuleMember, seed: number): void {
  const { name, rule } = member;
  const exam = optimizerExam(member, seed);

  describe(`${name}, seed ${seed}`, () => {
    it.each(mutantsOf(member))('names $mutant.id', (owned) => {
      const { mutant } = owned;
      const found = exam.judge(shownBy(exam, mutatedRule(member, [owned]) as Rule));
      const told = found.diagnosis.map(({ fault }) => fault).join('; ');
      expect(found.verdict, told).toBe(mutant.library === undefined ? 'failed' : 'convention');
      expectNamed(found, mutant.id, mutant.fault);
    });

    it.each(habitFaults)('names $id, or it makes no difference', ({ id, habits, fault, rare }) => {
      const right = JSON.stringify(shownBy(exam, rule));
      const seen = shownBy(exam, rule, { habits });
      const found = exam.judge(seen);
      if (JSON.stringify(seen) === right) expect(found.verdict).toBe('passed');
      else {
        expect(found.verdict).toBe('failed');
        // What is rare is not told beside what is met often and does the same.
        expectNamed(found, id, rare ? undefined : fault);
      }
    });
  });
}

/** What is said first where all that is wrong is that numbers run out: no mistake is stated as a fact then. */
const ranOut = /^(?:nan-|runs-away)/;
/** Mistakes that leave so little to divide by that float32 decides what comes of it. */
const illConditioned = ['surprise-from-corrected'];

function expectNamed({ diagnosis }: Pick<Verdict, 'diagnosis'>, id: string, fault?: string): void {
  if (ranOut.test(diagnosis[0]?.id ?? '') || illConditioned.includes(id)) {
    expect(diagnosis.map((one) => one.match)).not.toContain('exact');
    const likely = diagnosis.filter(({ match }) => match === 'close').map((one) => one.id);
    expect(sameAs(id).some((one) => likely.includes(one))).toBe(true);
    return;
  }
  expect(diagnosis.map((one) => one.match)).toContain('exact');
  expect(diagnosis.map((one) => one.match)).not.toContain('close');
  const ids = diagnosis.map((one) => one.id).filter((one) => !ranOut.test(one));
  const others = ids.filter((one) => !sameAs(id).includes(one));
  expect(others).toEqual([]);
  // Of more than three that are the same in what they do, three are told.
  const exact = diagnosis.filter(({ match }) => match === 'exact');
  const told = exact.map((one) => one.fault.replace(alternative, ''));
  if (fault !== undefined && told.length < mostExact) expect(told).toContain(fault);
}

/** Tests that the right rule passes, far from what is allowed. */
export function testRight(member: RuleMember, seeds: readonly number[]): void {
  it.each(seeds)(`${member.name} itself passes by a wide margin with seed %i`, (seed) => {
    const exam = optimizerExam(member, seed);
    const { verdict, probes } = exam.judge(shownBy(exam, member.rule));
    expect(verdict).toBe('passed');
    const used = probes.map(({ maxError = 0, allowed = 1 }) => maxError / allowed);
    expect(Math.max(...used)).toBeLessThan(margin);
  });
}

/** Tests all that is known of these members, with more seeds than test/verify/mutants.test.ts. */
export function testMembers(members: readonly RuleMember[]): void {
  describe.each(members)('$name', (member) => {
    testRight(member, [1, 2, 3, 4, 5]);
    for (const seed of [1, 2]) testBank(member, seed);
  });
}
