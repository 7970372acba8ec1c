import { swingLeft } from 'downhill';

/** Both rules, by the names of their optimizers. */
export const rules = { momentum: 'momentum', nesterov: 'nesterov' } as const;
export type Rule = keyof typeof rules;
export const momentum = 0.9;

/** The updates until a thousandth of a swing is left, in the long run, at a rate times a curvature; NaN if it grows. */
export function lasts(rule: Rule, step: number): number {
  const left = swingLeft({ momentum, step, ahead: rule === 'nesterov' });
  return left < 1 ? Math.log(1e3) / -Math.log(left) : NaN;
}

const steps = Array.from({ length: 400 }, (_, i) => 4 * 0.99 ** i);

/**
 * The rate at which the slower direction of a valley is fastest, times the steepest curvature, and the updates that it
 * then takes. Where many rates are equally good, the middle one.
 */
export function idealRate(rule: Rule, condition: number): { step: number; updates: number } {
  const slower = (step: number) => Math.max(lasts(rule, step), lasts(rule, step / condition));
  const stable = steps.filter((step) => slower(step) > 0);
  const updates = Math.min(...stable.map(slower));
  const alike = stable.filter((step) => slower(step) < updates + 1e-6);
  return { step: alike[Math.floor(alike.length / 2)] ?? NaN, updates };
}
