import type { Insight } from '../look-inside.ts';
import type { Plane, Point } from './plane.ts';

/** Below this length in pixels arrows are magnified, to this one. */
const [shortest, shown] = [36, 90];

/** By how much the arrows of an update must be magnified to be seen. */
export function magnification(view: Plane, { seen, step, memory }: Insight): number {
  const from = seen.w as unknown as Point;
  const longest = Math.max(
    ...[step, memory ?? step].map((way) => {
      const [x, y] = view.toPixels(from);
      const [toX, toY] = view.toPixels([from[0] + way[0], from[1] + way[1]]);
      return Math.hypot(toX - x, toY - y);
    }),
  );
  return longest > 0 && longest < shortest ? shown / longest : 1;
}

/** The step of an update, what of it is memory and what this slope adds, and how far a slope carries in each direction. */
export function Arrows({ view, insight }: { readonly view: Plane; readonly insight: Insight }) {
  const { seen, step, memory, rates } = insight;
  const from = seen.w as unknown as Point;
  const by = magnification(view, insight);
  const place = (way: Point) => view.toPixels([from[0] + by * way[0], from[1] + by * way[1]]);
  const [here, end] = [view.toPixels(from), place(step)];
  const kept = memory && place(memory);
  const largest = Math.max(...rates.map((rate) => rate ?? 0));
  const radii = rates.map((rate) => Math.max(2, (70 * (rate ?? largest)) / largest));
  return (
    <g>
      {largest > 0 && (
        <ellipse class="reach" cx={here[0]} cy={here[1]} rx={radii[0]} ry={radii[1]} />
      )}
      {kept && <Arrow from={here} to={kept} kind="memory" />}
      {kept && <Arrow from={kept} to={end} kind="slope" />}
      <Arrow from={here} to={end} kind="step" />
    </g>
  );
}

interface ArrowProps {
  readonly from: Point;
  readonly to: Point;
  readonly kind: 'step' | 'memory' | 'slope';
}

/** From one place to another; nothing where they are the same. */
export function Arrow({ from, to, kind }: ArrowProps) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y);
  if (!(length > 1.5 && length < 1e4)) return null;
  const [ux, uy] = [x / length, y / length];
  const head = Math.min(11, 0.6 * length);
  const at = (back: number, aside: number) =>
    `${(to[0] - back * ux - aside * uy).toFixed(1)} ${(to[1] - back * uy + aside * ux).toFixed(1)}`;
  return (
    <g class={`arrow ${kind}`}>
      <path class="shaft" d={`M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${at(0.7 * head, 0)}`} />
      <path class="tip" d={`M${at(0, 0)}L${at(head, 0.42 * head)}L${at(head, -0.42 * head)}Z`} />
    </g>
  );
}
