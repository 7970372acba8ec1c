import { evaluated } from '#src/verify/evaluated';
import { thrown } from '#src/verify/thrown';
import type { Rule } from 'downhill/rules';
import { guarded, turn } from './guarded.ts';
import { stopped } from './own-rule.ts';
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

/**
 * The rule that a program declares under `name`, which cannot keep the page from answering: one that throws or takes too
 * long leaves no number, and diverges.
 * @param given what the program would import
 */
export function endingRule(
  code: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Rule {
  const rule = evaluated(guarded(code), name, { ...given, [turn]: look }) as Rule;
  why = undefined;
  stopped.value = '';
  return {
    ...rule,
    update(step, slots, options) {
      if (began === undefined) {
        began = performance.now();
        setTimeout(() => {
          began = undefined;
          stopped.value = why === undefined ? '' : endingSays.stopped(why);
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
