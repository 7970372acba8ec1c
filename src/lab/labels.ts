import { numberText } from '../figures/number-text.ts';
import { styleKey, styleOf } from '../figures/styles.ts';
import type { OptimizerSpec } from '../optimizers/index.ts';

/** What each optimizer is called beside the others: a rule that comes twice is told apart by its rate or number. */
export function labelsOf(optimizers: readonly OptimizerSpec[]): string[] {
  return optimizers.map((optimizer) => {
    const { name } = optimizer;
    const label = named(name);
    const same = optimizers.filter((other) => other.name === name);
    if (same.length === 1) return label;
    const rate = rateWords(optimizer);
    const alike = same.filter((other) => rateWords(other) === rate);
    const mark = rate && alike.length === 1 ? rate : `no. ${same.indexOf(optimizer) + 1}`;
    return `${label} (${mark})`;
  });
}

const named = (name: string) => styleOf(styleKey(name)).label;

/** A constant rate as a number, any other by the name of its schedule. */
function rateWords({ learningRate: rate }: OptimizerSpec): string | undefined {
  if (typeof rate === 'number') return numberText(rate);
  const schedule = (rate as { readonly schedule?: unknown } | undefined)?.schedule;
  return typeof schedule === 'string' ? named(schedule) : undefined;
}
