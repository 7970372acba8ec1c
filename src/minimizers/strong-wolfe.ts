import { cubicMinimum, type LinePoint } from './cubic-minimum.ts';

/** The share of the first slope's promise that a step must keep. */
export const sufficientDecrease = 1e-4;
/** The share of the first slope's steepness that may be left after a step. */
export const leftoverSlope = 0.9;
/** How many steps one search tries, its first not counted. */
const mostTrials = 25;

/**
 * A step along a downhill line that keeps both strong Wolfe conditions: value(t) <= value(0) + 1e-4 · t · slope(0) and
 * |slope(t)| <= 0.9 · |slope(0)|. Steps grow until such a step lies behind, then the bracket shrinks around it; each
 * next step is the minimum of a cubic. A value or slope that is not finite counts as infinitely high.
 * Ends without such a step after 26 trials or when the bracket is short, which is what rounding noise does: then the
 * lowest step of the last bracket is returned, which is `start` itself if nothing lower was found.
 * @param first the step to try first, greater than 0
 * @param shortest a bracket shorter than this, in units of t, is not searched
 * @see Nocedal & Wright 2006, algorithms 3.5 and 3.6; safeguards and limits as in PyTorch's LBFGS
 */
export async function strongWolfe<T extends LinePoint>(
  look: (t: number) => Promise<T>,
  start: T,
  first: number,
  shortest: number,
): Promise<T> {
  const tooHigh = ({ t, value }: T) =>
    !(value <= start.value + sufficientDecrease * t * start.slope);
  const isFlat = ({ slope }: T) => Math.abs(slope) <= -leftoverSlope * start.slope;
  const tried = async (t: number): Promise<T> => {
    const point = await look(t);
    const isFinite = Number.isFinite(point.value) && Number.isFinite(point.slope);
    return isFinite ? point : { ...point, value: Infinity };
  };

  let trials = 0;
  let before = start;
  let here = await tried(first);
  for (;;) {
    if (trials === mostTrials) return here.value < before.value ? here : before;
    if (tooHigh(here) || (trials > 1 && here.value >= before.value)) break;
    if (isFlat(here)) return here;
    if (here.slope >= 0) break;
    const t = cubicMinimum(before, here, here.t + 0.01 * (here.t - before.t), 10 * here.t);
    before = here;
    here = await tried(t);
    trials += 1;
  }

  let [low, high] = before.value <= here.value ? [before, here] : [here, before];
  let wasNearEnd = false;
  while (trials < mostTrials && Math.abs(high.t - low.t) >= shortest) {
    const inner = awayFromEnds(cubicMinimum(low, high), low.t, high.t, wasNearEnd);
    wasNearEnd = inner.isNearEnd;
    here = await tried(inner.t);
    trials += 1;
    if (tooHigh(here) || here.value >= low.value) {
      high = here;
    } else {
      if (isFlat(here)) return here;
      if (here.slope * (high.t - low.t) >= 0) high = low;
      low = here;
    }
  }
  return low;
}

/** Moves a step that would hardly shorten the bracket, at an end or near one for the second time, inwards by a tenth of it. */
function awayFromEnds(
  t: number,
  one: number,
  other: number,
  wasNearEnd: boolean,
): { readonly t: number; readonly isNearEnd: boolean } {
  const [from, to] = one < other ? [one, other] : [other, one];
  const tenth = 0.1 * (to - from);
  if (Math.min(to - t, t - from) >= tenth) return { t, isNearEnd: false };
  if (!wasNearEnd && t < to && t > from) return { t, isNearEnd: true };
  return { t: to - t < t - from ? to - tenth : from + tenth, isNearEnd: false };
}
