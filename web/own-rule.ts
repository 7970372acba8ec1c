import { signal } from '@preact/signals-core';
import { walkers } from '#src/lab/walkers';
import { thrown } from '#src/verify/thrown';
import type { Rule } from 'downhill/rules';
import { evaluated } from '#src/verify/evaluated';
import { exercises, type LabExercise } from './exercises.ts';
import { guarded, turn } from './guarded.ts';
import { kept, keepInBrowser } from './kept.ts';
import { part } from './part.ts';
import { program } from './program.ts';
import { words } from './words.ts';

/** The name under which the reader's rule walks. */
export const own = 'yours';

/** Grows with every rule that walks as `yours`, so that nobody takes an earlier one's way for its own. */
export let edition = 0;

/** The rule whose place `yours` has taken; undefined where nothing of the reader's walks. */
export let meantFor: string | undefined;

/** One sentence on why the reader's rule walks no further; empty while it does. */
export const stopped = signal('');

/** Milliseconds that the reader's rule may take before the page answers again. */
const most = 2000;
let began: number | undefined;
let why: string | undefined;

/** Ends what takes too long, by throwing. */
function look(): void {
  if (began === undefined || performance.now() - began < most) return;
  why ??= words.yours.tooLong(most / 1000);
  throw new Error(why);
}

/** The rule, which cannot keep the page from answering: one that throws or takes too long leaves no number, and diverges. */
function ending(rule: Rule): Rule {
  why = undefined;
  stopped.value = '';
  return {
    ...rule,
    update(step, slots, options) {
      if (began === undefined) {
        began = performance.now();
        setTimeout(() => {
          began = undefined;
          stopped.value = why === undefined ? '' : words.yours.stopped(why);
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

/** Lets the reader's rule walk, here and after the page was loaded anew. @throws EvalError where no code may be made of text */
export function enter(exercise: LabExercise, text: string): void {
  const { member, imports } = exercise;
  const names = part('rules') as unknown as Readonly<Record<string, unknown>>;
  const given = Object.fromEntries(imports.map((name) => [name, names[name]]));
  const code = guarded(program(exercise, text));
  walkers[own] = ending(evaluated(code, member, { ...given, [turn]: look }) as Rule);
  edition += 1;
  meantFor = member;
  keepInBrowser(own, { id: exercise.id, text });
}

/** Brings back the rule that walked as `yours` when the page was last open. */
export function restore(): void {
  const { id, text } = Object(kept(own)) as { id?: unknown; text?: unknown };
  const exercise = exercises.find((one) => one.id === id);
  if (exercise === undefined || typeof text !== 'string') return;
  try {
    enter(exercise, text);
  } catch {
    // A page that may not do it is one without a rule of the reader's.
  }
}
