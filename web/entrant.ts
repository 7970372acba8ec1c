import type { OptimizerSpec } from '#src/optimizers/index';
import { blend, lightOn } from '#src/figures/color';
import { numberText } from '#src/figures/number-text';
import { styleOf, styles, type Style } from '#src/figures/styles';
import { inkOf } from '#src/render/color';

/** An optimizer as every picture shows it. */
export interface Entrant {
  readonly optimizer: OptimizerSpec;
  readonly label: string;
  readonly style: Style;
  /** For CSS: the colours of its lines and of its name, by light and dark. */
  readonly colors: { readonly '--c': string; readonly '--name': string };
}

/** How optimizers are drawn that race; a rule that comes twice is told apart by its rate or number, and by its colour. */
export function styled(optimizers: readonly OptimizerSpec[]): Entrant[] {
  return optimizers.map((optimizer, i) => {
    const { name, learningRate } = optimizer;
    const same = optimizers.filter((other) => other.name === name);
    const before = optimizers.slice(0, i).filter((other) => other.name === name).length;
    const usual = styleOf(Object.hasOwn(styles, name) ? name : 'neutral');
    const color = blend(usual.color, '#000000', Math.min(0.8, before * 0.4));
    const style = before === 0 ? usual : { ...usual, color, dash: [2 + before, 3] };
    const alike = same.filter((other) => other.learningRate === learningRate);
    const rate = typeof learningRate === 'number' && alike.length === 1;
    const mark = rate ? numberText(learningRate) : `no. ${before + 1}`;
    const label = same.length > 1 ? `${usual.label} (${mark})` : usual.label;
    return { optimizer, label, style, colors: colorsOf(color, before) };
  });
}

/** Between the paper and the deepest blue of a dark map. */
const darkGround = '#1c344e';

function colorsOf(color: string, before: number): Entrant['colors'] {
  const light = blend(lightOn(color, darkGround), '#ffffff', Math.min(0.8, before * 0.4));
  return {
    '--c': `light-dark(${color}, ${light})`,
    '--name': `light-dark(${inkOf(color)}, ${light})`,
  };
}
