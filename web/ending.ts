import { evaluated } from '#src/verify/evaluated';
import { thrown } from '#src/verify/thrown';
import type { Rule } from 'downhill/rules';
import { exercises, type LabExercise } from './exercises.ts';
import { guarded, turn } from './guarded.ts';
import { kept, keepInBrowser } from './kept.ts';
import { enter, own } from './own-rule.ts';
import { part } from './part.ts';
import { program } from './program.ts';
import { notice } from './store.ts';
import { endingSays } from './words.ts';

/** Milliseconds that the reader's rule may take before the page answers again. */
const most = 2000;
let began: number | undefined;
let why: string | undefined;

/** Ends what takes too long, by throwing. */
function look(): void {
  if (began === undefined || performance.now() - began < most) return;
  why ??= endingSays.tooLong(most / 1000);
  throw new Error(why);
}

/** Lets the reader's rule walk, here and after the page was loaded anew. @throws EvalError where no code may be made of text */
export function walkOwn(exercise: LabExercise, text: string): void {
  const { member, imports } = exercise;
  const names = part('rules') as unknown as Readonly<Record<string, unknown>>;
  const given = Object.fromEntries(imports.map((name) => [name, names[name]]));
  enter(endingRule(program(exercise, text), member, given), member);
  keepInBrowser(own, { id: exercise.id, text });
}

/** Brings back the rule that walked as `yours` when the page was last open. */
export function restore(): void {
  const { id, text } = Object(kept(own)) as { id?: unknown; text?: unknown };
  const exercise = exercises.find((one) => one.id === id);
  if (exercise === undefined || typeof text !== 'string') return;
  try {
    walkOwn(exercise, text);
  } catch {
    // A page that may not do it is one without a rule of the reader's.
  }
}

/**
 * The rule that a program declares under `name`, which cannot keep the page from answering: one that throws or takes too
 * long leaves no number, and diverges.
 * @param given what the program would import
 */
function endingRule(code: string, name: string, given: Readonly<Record<string, unknown>>): Rule {
  const rule = evaluated(guarded(code), name, { ...given, [turn]: look }) as Rule;
  why = undefined;
  return {
    ...rule,
    update(step, slots, options) {
      if (began === undefined) {
        began = performance.now();
        setTimeout(() => {
          began = undefined;
          if (why !== undefined) notice.value = endingSays.stopped(why);
        });
      }
      try {
        look();
        if (why === undefined) return rule.update(step, slots, options);
      } catch (error) {
        why ??= thrown(error).message;
      }
      return { ...slots, w: step.w.mul(NaN) };
    },
  };
}
