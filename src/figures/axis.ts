import type { Axis } from './figure.ts';

type Ends = Pick<Axis, 'min' | 'max'>;

/** An axis on which equal steps are equal differences. */
export function linear(label: string, ends: Ends = {}): Axis {
  return { label, scale: 'linear', ...ends };
}

/** An axis on which equal steps are equal factors. */
export function log(label: string, ends: Ends = {}): Axis {
  return { label, scale: 'log', ...ends };
}
