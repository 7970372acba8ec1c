import { penalizedMinimum, type Quadratic, type Strengths } from '#src/lab/penalized-minimum';
import type { Ground } from '#src/lab/grounds';
import { trail, type Plane, type Point } from './plane.ts';

/** A bowl of two weights as a quadratic: its slope is linear. */
export function quadraticOf(land: Ground): Quadratic {
  const { minimum } = land;
  const [x, y] = minimum;
  const columns = [land.gradient(x + 1, y), land.gradient(x, y + 1)];
  const curvature = [0, 1].map((row) => columns.map((column) => column[row] as number));
  const pull = curvature.map(([a = 0, b = 0]) => a * minimum[0] + b * minimum[1]);
  return { curvature, pull };
}

/** The lowest points of loss and penalty as both strengths grow from nothing, in the proportion they have. */
export function strengthPath(task: Quadratic, { l1, l2 }: Strengths): Point[] {
  const unit = l1 + l2 || 1;
  const powers = Array.from({ length: 97 }, (_, i) => 10 ** (i / 16 - 4));
  let last: readonly number[] | undefined;
  return powers.map((power) => {
    last = penalizedMinimum(task, { l1: (power * l1) / unit, l2: (power * l2) / unit }, last);
    return last as unknown as Point;
  });
}

interface PictureProps {
  readonly view: Plane;
  readonly land: Ground;
  readonly strengths: Strengths;
  readonly best: Point;
  readonly path: readonly Point[];
  /** The way of the same rule with the penalty taken in the other way. */
  readonly rival: readonly Point[];
}

const turns = Array.from({ length: 181 }, (_, i) => (i * Math.PI) / 90);

/** Over the map: the weights of the same price and those of the same loss, which touch at the lowest point of both. */
export function PenaltyPicture({ view, land, strengths, best, path, rival }: PictureProps) {
  const { l1, l2 } = strengths;
  const [x, y] = best;
  const price = l1 * (Math.abs(x) + Math.abs(y)) + l2 * (x * x + y * y);
  const ball = turns.map((turn): Point => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const slope = l1 * (Math.abs(cos) + Math.abs(sin));
    const reach =
      l2 === 0 ? price / (slope || 1) : (Math.sqrt(slope ** 2 + 4 * l2 * price) - slope) / (2 * l2);
    return [reach * cos, reach * sin];
  });
  const { minimum, lowest } = land;
  const depth = land.height(x, y) - lowest;
  const level = turns.map((turn): Point => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const reach = Math.sqrt(depth / (land.height(minimum[0] + cos, minimum[1] + sin) - lowest));
    return [minimum[0] + reach * cos, minimum[1] + reach * sin];
  });
  const [left, middle] = view.toPixels([0, 0]);
  const [atX, atY] = view.toPixels(best);
  return (
    <g>
      <path class="zero-axes" d={`M0 ${middle}H${view.width}M${left} 0V${view.height}`} />
      <path class="ball" d={trail(view, ball)} />
      <path class="level" d={trail(view, level)} />
      <path class="strength-path" d={trail(view, path)} />
      <path class="rival" d={trail(view, rival)} />
      <circle class="best-point" cx={atX} cy={atY} r={6} />
    </g>
  );
}
