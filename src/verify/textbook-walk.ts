import { rowOf, type Path } from './path.ts';
import type { Stepper } from './stepper.ts';
import type { Stream } from './stream.ts';

/** The path of a stream in doubles; `start` gives the stepper of one variable. */
export function textbookWalk(start: () => Stepper, { variables, updates }: Stream): Path {
  const steppers = variables.map(start);
  let weights = variables.map((one): readonly number[] => one.start);
  const path = [rowOf(weights)];
  for (const { rate, gradients } of updates) {
    weights = weights.map((w, i) => {
      const g = gradients[i];
      return g ? (steppers[i] as Stepper)(w, g, rate, variables[i]?.shape) : w;
    });
    path.push(rowOf(weights));
  }
  return path;
}
