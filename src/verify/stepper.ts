/** The rule's own numbers by the names of the library's options; the learning rate comes with each update. */
export type TextbookOptions = Readonly<Record<string, number>>;

/**
 * One variable under a rule: from its weights, their gradient and the rate to its weights one update later.
 * @param shape of the variable, for rules that look at rows and columns; default: a list
 */
export type Stepper = (
  w: readonly number[],
  g: readonly number[],
  lr: number,
  shape?: readonly number[],
) => number[];

/** A rule that treats every weight by itself; `start` gives the state of one weight. */
export function eachWeight(start: () => (w: number, g: number, lr: number) => number): Stepper {
  const steps: ReturnType<typeof start>[] = [];
  return (w, g, lr) => w.map((wi, i) => (steps[i] ??= start())(wi, g[i] as number, lr));
}

/** Another rule's step, and beside it a decay that never enters the rule. */
export function withDecay(step: Stepper, weightDecay: number): Stepper {
  return (w, g, lr) => step(w, g, lr).map((next, i) => next - lr * weightDecay * (w[i] as number));
}
