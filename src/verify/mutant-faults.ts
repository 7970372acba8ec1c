import type { Rule } from '../rules/index.ts';
import { functionExam, wrongForms } from './function-exam.ts';
import type { FunctionMember } from './function-member.ts';
import { mutantsOf, type RuleMember } from './member.ts';
import type { Member } from './members/index.ts';
import { mutatedRule } from './mutated.ts';
import { optimizerExam } from './optimizer-exam.ts';
import { pathFrom } from './path.ts';
import type { FunctionProbe } from './probe.ts';
import { shownBy } from './shown-by.ts';
import type { Verdict } from './verdict.ts';

/**
 * The author's guard for the known mistakes of a member: each is caught, and is named. Gives a sentence for each that is
 * not.
 */
export function mutantFaults(member: Member): string[] {
  const judged = member.kind === 'optimizer' ? judgedRules(member) : judgedFunctions(member);
  return judged.flatMap(([id, { verdict, diagnosis }]) => {
    if (verdict === 'passed') return [`the mutant ${id} is not caught`];
    // What shows by NaN alone is never exact: others show so, too.
    const named = diagnosis.some((one) => one.id === id && one.match !== 'symptom');
    return named ? [] : [`the mutant ${id} is caught, but called ${diagnosis[0]?.id ?? 'nothing'}`];
  });
}

type Judged = readonly [id: string, judged: Pick<Verdict, 'verdict' | 'diagnosis'>];

function judgedRules(member: RuleMember): Judged[] {
  const exam = optimizerExam(member, 1);
  return mutantsOf(member).map((owned) => {
    const rule = mutatedRule(member, [owned]) as Rule;
    return [owned.mutant.id, exam.judge(shownBy(exam, rule))];
  });
}

function judgedFunctions(member: FunctionMember): Judged[] {
  const exam = functionExam(member, 1);
  return wrongForms({ ...member, twists: [] }).map(({ id, rows }) => {
    const seen = exam.probes.map((probe) => {
      return { id: probe.id, path: pathFrom(rows(probe as FunctionProbe)), facts: {} };
    });
    return [id, exam.judge(seen)];
  });
}
