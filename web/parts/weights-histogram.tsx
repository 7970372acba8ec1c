import { Plot } from './plot.tsx';

interface HistogramProps {
  /** What made the weights. */
  readonly way: string;
  readonly says: {
    readonly histogram: (way: string, all: number) => string;
    readonly histogramAxis: string;
    readonly zeros: (count: number) => string;
    readonly lost: string;
  };
  /** Undefined where they diverged. */
  readonly weights: readonly number[] | undefined;
  /** The largest size that is shown. */
  readonly most: number;
}

const bins = 24;

/** How many weights are how large; those that are exactly 0 are a bar of their own. */
export function WeightsHistogram({ way, says, weights, most }: HistogramProps) {
  const all = weights ?? [];
  const zeros = all.filter((w) => w === 0).length;
  const counts = Array<number>(bins).fill(0);
  for (const w of all) {
    const place = Math.floor(((w + most) / (2 * most)) * bins);
    if (w !== 0) counts[Math.max(0, Math.min(bins - 1, place))]! += 1;
  }
  const tallest = Math.max(4, zeros, ...counts);
  return (
    <div class="histogram">
      <p>
        <b>{way}</b>: {weights === undefined ? says.lost : says.zeros(zeros)}
      </p>
      <Plot
        kind="low"
        label={says.histogram(way, weights?.length ?? 0)}
        x={{ from: -most, to: most, name: '' }}
        y={{ from: 0, to: tallest, name: says.histogramAxis }}
        draw={({ x, y, bottom }) => (
          <>
            {counts.map((count, i) => {
              const [left, right] = [i, i + 1].map((n) => x(-most + (2 * most * n) / bins)) as [
                number,
                number,
              ];
              return (
                <rect
                  key={i}
                  class="bin"
                  x={left + 0.5}
                  y={y(count)}
                  width={Math.max(1, right - left - 1)}
                  height={bottom - y(count)}
                />
              );
            })}
            <rect
              class="bin zeros"
              x={x(0) - 2.5}
              y={y(zeros)}
              width={5}
              height={bottom - y(zeros)}
            />
          </>
        )}
      />
    </div>
  );
}
