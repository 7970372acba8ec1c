import type { Seen } from '#src/lab/stepper';
import { walk } from '#src/lab/walk';
import { walkers } from '#src/lab/walkers';
import type { Experiment } from '#src/training/experiment';
import { Float64, type Rule } from 'downhill/rules';
import { listening, type Note } from './notes.ts';

type Pair = readonly [number, number];

/** One update, from the inside. */
export interface Insight {
  readonly seen: Seen;
  /** What each line of the rule made, and of the rules that it calls. */
  readonly notes: readonly Note[];
  readonly step: Pair;
  /** The step that would be made here with no slope: what remains of earlier ones. Undefined where it is not finite. */
  readonly memory?: Pair;
  /** Length of the step over that of the slope, for each weight; undefined where there is no slope. */
  readonly rates: readonly (number | undefined)[];
}

/**
 * The update that leads on from `update`, and every one before it.
 * @returns no insight where the walk has diverged by then
 */
export function lookInside(
  experiment: Experiment,
  update: number,
): { readonly insight: Insight | undefined; readonly past: readonly Seen[] } {
  const past: Seen[] = [];
  let notes: Note[] = [];
  let kept: Note[] = [];
  listening(
    (note) => notes.push(note),
    () =>
      walk(
        { ...experiment, updates: experiment.updates + 1 },
        {
          onUpdate: (seen) => {
            past.push(seen);
            if (seen.update === update) kept = notes;
            notes = [];
          },
        },
      ),
  );
  const seen = past[update];
  return { insight: seen && insightOf(experiment.optimizer.name, seen, kept), past };
}

function insightOf(name: string, seen: Seen, notes: readonly Note[]): Insight {
  const { w, g, lr, hyper, slots, next, update } = seen;
  const rule = walkers[name] as Rule;
  const still = { w: new Float64(w), g: Float64.zeros(2), lr, t: update + 1 };
  const alone = rule.update(still, slots, hyper)['w'] as Float64;
  const memory = difference(alone.values, w);
  const step = difference((next['w'] as Float64).values, w);
  return {
    seen,
    notes,
    step,
    ...(memory.every(Number.isFinite) && { memory }),
    rates: g.map((slope, i) => (slope === 0 ? undefined : Math.abs((step[i] as number) / slope))),
  };
}

const difference = (to: readonly number[], from: readonly number[]): Pair => [
  (to[0] as number) - (from[0] as number),
  (to[1] as number) - (from[1] as number),
];
