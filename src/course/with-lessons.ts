import type { RuleMember } from '../verify/member.ts';
import { ruleMembers } from '../verify/members/index.ts';
import type { Verdict } from '../verify/verdict.ts';
import type { LessonOutline } from './lesson.ts';
import { outlines } from './outline.ts';
import type { Pack } from './packs.ts';

/**
 * A verdict whose mistakes say which lesson explains them, where one teaches the member that goes wrong.
 * @param packs whose lessons count beside ours; default: those in use
 */
export async function withLessons(verdict: Verdict, packs?: readonly Pack[]): Promise<Verdict> {
  if (verdict.diagnosis.length === 0) return verdict;
  const lessons = await outlines(packs);
  const diagnosis = verdict.diagnosis.map((one) => {
    const lesson = lessonTeaching(lessons, one.member);
    return lesson === undefined ? one : { ...one, lesson };
  });
  return { ...verdict, diagnosis };
}

/** The lesson that teaches a member or, for a rule that hands its update on, the one that takes it. */
export function lessonTeaching(
  lessons: readonly LessonOutline[],
  member: string,
): string | undefined {
  const found = lessons.find(({ taught }) => taught.some((one) => one.member === member));
  const rule: RuleMember | undefined = ruleMembers.find(({ name }) => name === member);
  return found?.id ?? (rule?.parent && lessonTeaching(lessons, rule.parent.name));
}
