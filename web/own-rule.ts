import { signal } from '@preact/signals-core';
import { walkers } from '#src/lab/walkers';
import { exercises, type LabExercise } from './exercises.ts';
import { kept, keepInBrowser } from './kept.ts';
import { part } from './part.ts';
import { program } from './program.ts';

/** The name under which the reader's rule walks. */
export const own = 'yours';

/** Grows with every rule that walks as `yours`, so that nobody takes an earlier one's way for its own. */
export let edition = 0;

/** The rule whose place `yours` has taken; undefined where nothing of the reader's walks. */
export let meantFor: string | undefined;

/** One sentence on why the reader's rule walks no further; empty while it does. */
export const stopped = signal('');

/** Lets the reader's rule walk, here and after the page was loaded anew. @throws EvalError where no code may be made of text */
export function enter(exercise: LabExercise, text: string): void {
  const { member, imports } = exercise;
  const names = part('rules') as unknown as Readonly<Record<string, unknown>>;
  const given = Object.fromEntries(imports.map((name) => [name, names[name]]));
  walkers[own] = part('ending').endingRule(program(exercise, text), member, given);
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
