import { useMemo } from 'preact/hooks';
import { borders, contraction, type Borders } from '#src/lab/contraction';
import { keep } from '../store.ts';
import { number, rateSays } from '../words.ts';
import { line, Plot } from './plot.tsx';
import { farthest } from './rate-dial.tsx';
import { cellPaths, shadedCells } from './shaded-cells.ts';

interface RatePlaneProps {
  readonly name: string;
  /** Of the axes of the bowl, from the flattest. */
  readonly curvatures: readonly number[];
  readonly rate: number;
  readonly momentum: number;
  readonly onInput: (rate: number, momentum: number) => void;
}

const [columns, rows] = [84, 50];

/** What an update leaves: the upper end of each shade. */
const shades = [0.3, 0.5, 0.65, 0.75, 0.85, 0.92, 0.97, 1];

/** Every rate and momentum, shaded by the rule's own contraction on the worst axis, with theory's borders. */
export function RatePlane({ name, curvatures, rate, momentum, onInput }: RatePlaneProps) {
  const steepest = curvatures.at(-1) as number;
  const cells = useMemo(() => cellsOf(name, curvatures), [name, JSON.stringify(curvatures)]);
  const take = (product: number, beta: number) =>
    onInput(
      Number((Math.max(0, Math.min(farthest, product)) / steepest).toPrecision(3)),
      Number(Math.max(0, Math.min(0.99, beta)).toFixed(3)),
    );
  const { stable, critical } = borders[name] as Borders;
  const betas = Array.from({ length: 101 }, (_, i) => i / 100);
  const root = Math.sqrt(steepest / (curvatures[0] as number));
  const product = rate * steepest;
  return (
    <div class="rate-plane">
      <Plot
        label={rateSays.plane}
        x={{ from: 0, to: farthest, name: rateSays.productAxis }}
        y={{ from: 0, to: 1, name: rateSays.momentumAxis }}
        onPick={take}
        onPicked={keep}
        draw={(frame) => (
          <>
            <rect
              class="zone grows"
              x={frame.left}
              y={frame.top}
              width={frame.right - frame.left}
              height={frame.bottom - frame.top}
            />
            {cellPaths(frame, cells).map((d, i) => (
              <path
                key={i}
                d={d}
                style={{
                  fill: `color-mix(in srgb, var(--deep), var(--high) ${((100 * i) / (shades.length - 1)).toFixed(0)}%)`,
                }}
              />
            ))}
            <path
              class="border"
              d={line(
                frame,
                betas.map((beta) => [stable(beta), beta]),
              )}
            />
            {curvatures.map((curvature) => (
              <path
                key={curvature}
                class="border critical"
                d={line(
                  frame,
                  betas.map((beta) => [(critical(beta) * steepest) / curvature, beta]),
                )}
              />
            ))}
            {name === 'momentum' && root > 1 && (
              <Star
                x={frame.x((2 * root) ** 2 / (1 + root) ** 2)}
                y={frame.y(((root - 1) / (root + 1)) ** 2)}
              />
            )}
            <circle class="best-point" cx={frame.x(product)} cy={frame.y(momentum)} r={6} />
          </>
        )}
        slider={<PlaneHandle product={product} momentum={momentum} take={take} />}
      />
      <ul class="key">
        {shades.map((shade, i) => (
          <li key={shade}>
            <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
              <rect
                width="16"
                height="12"
                rx="2"
                style={{
                  fill: `color-mix(in srgb, var(--deep), var(--high) ${((100 * i) / (shades.length - 1)).toFixed(0)}%)`,
                }}
              />
            </svg>
            {`${number(shades[i - 1] ?? 0)} … ${number(shade)}`}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
            <rect class="zone grows" width="16" height="12" rx="2" />
          </svg>
          {rateSays.zones.grows}
        </li>
        <li>
          <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
            <path class="border" d="M1 6H33" />
          </svg>
          {rateSays.lines.stable}
        </li>
        <li>
          <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
            <path class="border critical" d="M1 6H33" />
          </svg>
          {rateSays.lines.critical}
        </li>
        {name === 'momentum' && root > 1 && (
          <li>
            <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
              <Star x={0} y={0} />
            </svg>
            {rateSays.best}
          </li>
        )}
      </ul>
    </div>
  );
}

function Star({ x, y }: { readonly x: number; readonly y: number }) {
  const tips = Array.from({ length: 10 }, (_, i) => {
    const [angle, radius] = [(i * Math.PI) / 5, i % 2 === 0 ? 7.5 : 3.2];
    return `${(x + radius * Math.sin(angle)).toFixed(1)} ${(y - radius * Math.cos(angle)).toFixed(1)}`;
  });
  return <path class="star" d={`M${tips.join('L')}Z`} />;
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface HandleProps {
  readonly product: number;
  readonly momentum: number;
  readonly take: (product: number, momentum: number) => void;
}

/** The place that is taken, for the keyboard. */
function PlaneHandle({ product, momentum, take }: HandleProps) {
  return (
    <button
      type="button"
      class="plane-handle"
      aria-label={rateSays.handle(product, momentum)}
      style={{
        left: `calc(46px + (100% - 58px) * ${Math.min(1, product / farthest)})`,
        top: `calc(18px + (100% - 48px) * ${1 - momentum})`,
      }}
      onKeyDown={(event) => {
        const way = ways[event.key];
        if (way === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const by = event.shiftKey ? 0.2 : 1;
        take(product + 0.05 * by * way[0], momentum + 0.02 * by * way[1]);
      }}
      onKeyUp={({ key }) => key in ways && keep()}
    />
  );
}

/** Every place, shaded by what is left on the worst axis. What blows up has no shade. */
function cellsOf(name: string, curvatures: readonly number[]) {
  const steepest = curvatures.at(-1) as number;
  return shadedCells(columns, rows, shades.length, (column, row) => {
    const momentum = (row + 0.5) / rows;
    const learningRate = (((column + 0.5) / columns) * farthest) / steepest;
    const left = curvatures.map((one) => contraction(name, one, { learningRate, momentum }).factor);
    return shades.findIndex((most) => Math.max(...left) < most);
  });
}
