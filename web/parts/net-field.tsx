import { useState } from 'preact/hooks';
import { borderRings } from '#src/figures/border-rings';
import { logit, type Sample, type Weights } from '#src/lab/net';
import type { Points } from '#src/lab/net-points';
import { netSays } from '../words.ts';
import { Plot, type Frame } from './plot.tsx';
import { cellPaths, shadedCells } from './shaded-cells.ts';

interface NetFieldProps {
  readonly weights: Weights;
  readonly points: Points;
  readonly accuracy: string;
  /** Places a point; undefined where the points are not the reader's. */
  readonly onPlace: ((x: number, y: number) => void) | undefined;
}

const [cells, reach, shades] = [50, 1.6, 10];

/** What a net says of each place, and the points it should tell apart. */
export function NetField({ weights, points, accuracy, onPlace }: NetFieldProps) {
  const place = (i: number) => reach * ((2 * (i + 0.5)) / cells - 1);
  const logits = Array.from({ length: cells * cells }, (_, i) =>
    logit(weights, [place(i % cells), place(Math.floor(i / cells))]),
  );
  const said = shadedCells(cells, cells, shades, (column, row) => {
    const share = 1 / (1 + Math.exp(-(logits[row * cells + column] as number)));
    return Math.min(shades - 1, Math.floor(share * shades));
  });
  const side = { from: -reach, to: reach, name: '' };
  return (
    <Plot
      kind="field"
      label={netSays.fieldLabel(accuracy)}
      x={side}
      y={side}
      {...(onPlace && { onPick: onPlace, picks: 'clicks' })}
      draw={(frame) => (
        <>
          {cellPaths(frame, said).map((d, i) => (
            <path
              key={i}
              d={d}
              style={{
                fill: `color-mix(in srgb, var(--first), var(--second) ${((100 * i) / (shades - 1)).toFixed(0)}%)`,
              }}
            />
          ))}
          <path class="boundary" d={boundary(frame, logits)} />
          {points.unseen.map((sample, i) => (
            <Mark key={i} {...{ frame, sample }} isUnseen />
          ))}
          {points.train.map((sample, i) => (
            <Mark key={i} {...{ frame, sample }} />
          ))}
        </>
      )}
      slider={onPlace && <PlaceHandle onPlace={onPlace} />}
    />
  );
}

/** Where the net is undecided, as the `d` of a path; the border of the plane is none. */
function boundary({ left, right, top, bottom }: Frame, logits: number[]): string {
  const [wide, high] = [(right - left) / cells, (bottom - top) / cells];
  const isInside = (at: number) => at > 0.5 && at < cells - 0.5;
  return borderRings(logits, cells, cells)
    .map((ring) => {
      let isOn = false;
      const steps = ring.map(([column, row]) => {
        const step = isOn ? 'L' : 'M';
        isOn = isInside(column) && isInside(row);
        return isOn || step === 'L'
          ? `${step}${(left + column * wide).toFixed(1)} ${(bottom - row * high).toFixed(1)}`
          : '';
      });
      return steps.join('');
    })
    .join('');
}

interface MarkProps {
  readonly frame: Frame;
  readonly sample: Sample;
  readonly isUnseen?: boolean;
}

function Mark({ frame, sample: { at, isSecond }, isUnseen = false }: MarkProps) {
  const [x, y] = [frame.x(at[0]), frame.y(at[1])];
  const kind = `sample ${isSecond ? 'second' : 'first'}${isUnseen ? ' unseen' : ''}`;
  if (!isSecond) return <circle class={kind} cx={x} cy={y} r={3.6} />;
  return (
    <path class={kind} d={`M${x} ${y - 4.8}L${x + 4.8} ${y}L${x} ${y + 4.8}L${x - 4.8} ${y}Z`} />
  );
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A cross by which the keyboard places points. */
function PlaceHandle({ onPlace }: { readonly onPlace: (x: number, y: number) => void }) {
  const [[x, y], move] = useState<readonly [number, number]>([0, 0]);
  const within = (value: number) => Number(Math.max(-1.5, Math.min(1.5, value)).toFixed(2));
  const share = (value: number) => (value + reach) / (2 * reach);
  return (
    <button
      type="button"
      class="plane-handle cross"
      aria-label={netSays.cursor(x, y)}
      style={{
        left: `calc(46px + (100% - 58px) * ${share(x)})`,
        top: `calc(18px + (100% - 48px) * ${1 - share(y)})`,
      }}
      onClick={() => onPlace(x, y)}
      onKeyDown={(event) => {
        const way = ways[event.key];
        if (way === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const by = event.shiftKey ? 0.02 : 0.1;
        move([within(x + by * way[0]), within(y + by * way[1])]);
      }}
    />
  );
}
