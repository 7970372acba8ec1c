import type { OptimizerSpec } from '#src/optimizers/index';
import { blend } from '#src/figures/color';
import { styleKey, styleOf, type Style } from '#src/figures/styles';
import { labelsOf } from '#src/lab/labels';
import { colorsOf, type Colors } from './colors.ts';

/** An optimizer as every picture shows it. */
export interface Entrant {
  readonly optimizer: OptimizerSpec;
  readonly label: string;
  readonly style: Style;
  readonly colors: Colors;
}

/** How optimizers are drawn that race; a rule that comes twice has another colour and dash. */
export function styled(optimizers: readonly OptimizerSpec[]): Entrant[] {
  const labels = labelsOf(optimizers);
  return optimizers.map((optimizer, i) => {
    const before = optimizers.slice(0, i).filter(({ name }) => name === optimizer.name).length;
    const usual = styleOf(styleKey(optimizer.name));
    const color = blend(usual.color, '#000000', Math.min(0.8, before * 0.4));
    const style = before === 0 ? usual : { ...usual, color, dash: [2 + before, 3] };
    return {
      optimizer,
      label: labels[i] as string,
      style,
      colors: colorsOf(color, Math.min(0.8, before * 0.4)),
    };
  });
}
