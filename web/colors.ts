import { blend, lightOn } from '#src/figures/color';
import { inkOf } from '#src/render/color';

/** For CSS: the colors of a line and of its name, by light and dark. */
export type Colors = { readonly '--c': string; readonly '--name': string };

/** Between the paper and the deepest blue of a dark map. */
const darkGround = '#1c344e';

/** A color as it is on white, and as it stands out in the dark. @param lighter share of white that is added in the dark */
export function colorsOf(color: string, lighter = 0): Colors {
  const light = blend(lightOn(color, darkGround), '#ffffff', lighter);
  return {
    '--c': `light-dark(${color}, ${light})`,
    '--name': `light-dark(${inkOf(color)}, ${light})`,
  };
}
