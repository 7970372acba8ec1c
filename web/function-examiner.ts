import { examineFunction } from '#src/verify/examine-function';
import { functionMembers } from '#src/verify/members/functions';
import { namesForFunctions } from '#src/verify/names-for-functions';
import { thrown } from '#src/verify/thrown';
import type { FunctionMember } from '#src/verify/function-member';
import type { Answer } from './answer.ts';

/** What the page puts before this script, so that a line in an error is a line of the reader's. */
declare const reader: {
  readonly member: string;
  readonly form: (names: typeof namesForFunctions) => (...given: unknown[]) => unknown;
};

void answer().then((one) => postMessage(one));

async function answer(): Promise<Answer> {
  try {
    const member = functionMembers.find(({ name }) => name === reader.member) as FunctionMember;
    const verdict = await examineFunction(member, reader.form(namesForFunctions));
    return { verdict: { ...verdict, moves: false } };
  } catch (error) {
    return error instanceof EvalError ? { forbidden: true } : { failure: thrown(error).message };
  }
}
