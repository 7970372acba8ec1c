import { functionExam } from './function-exam.ts';
import type { FunctionMember } from './function-member.ts';
import { inDoubles, observeFunction } from './observe-function.ts';
import type { FunctionProbe, Observation } from './probe.ts';
import type { Judgement } from './verdict.ts';

/** A verdict, and where the function first threw, if it did. */
export interface FunctionVerdict extends Judgement {
  readonly stack?: string;
}

/** The verdict on a schedule, a penalty, a gradient or a plain function that is meant to be `member`, without tensors. */
export async function examineFunction(
  member: FunctionMember,
  form: (...given: unknown[]) => unknown,
  seed = 1,
): Promise<FunctionVerdict> {
  const exam = functionExam(member, seed);
  const seen: Observation[] = [];
  const make = (options: object) => form(options);
  for (const probe of exam.probes) {
    seen.push(await observeFunction(form, make, probe as FunctionProbe, inDoubles));
  }
  const stack = seen.find((one) => one.thrown !== undefined)?.thrown?.stack;
  return { ...exam.judge(seen), ...(stack !== undefined && { stack }) };
}
