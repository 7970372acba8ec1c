import { numberText } from '../figures/number-text.ts';
import { styleOf, styles } from '../figures/styles.ts';
import type { OptimizerSpec } from '../optimizers/index.ts';

/** What each optimizer is called beside the others: a rule that comes twice is told apart by its rate or number. */
export function labelsOf(optimizers: readonly OptimizerSpec[]): string[] {
  return optimizers.map(({ name, learningRate }, i) => {
    const label =
      name.startsWith('tf:') || Object.hasOwn(styles, name) ? styleOf(name).label : name;
    const same = optimizers.filter((other) => other.name === name);
    if (same.length === 1) return label;
    const alike = same.filter((other) => other.learningRate === learningRate);
    if (typeof learningRate === 'number' && alike.length === 1) {
      return `${label} (${numberText(learningRate)})`;
    }
    return `${label} (no. ${same.indexOf(optimizers[i] as OptimizerSpec) + 1})`;
  });
}
