import { powerText } from '#src/figures/number-text';
import { ground } from '#src/lab/grounds';
import { experiment, type Walker } from '../store.ts';
import { words } from '../words.ts';
import { CurveChart, type Scale } from './curve-chart.tsx';

/** Below this, doubles have no more to say. */
const least = 1e-16;

/** Loss above the lowest point, by update. */
export function LossChart({ walkers }: { readonly walkers: readonly Walker[] }) {
  const { lowest } = ground(experiment.value.problem);
  const lines = walkers.map(({ way }) => way.losses.map((loss) => loss - lowest));
  // Whoever diverges leaves through the top.
  const inside = lines.flatMap((line, i) =>
    walkers[i]?.way.divergedAt === null ? line : line.slice(0, 1),
  );
  return (
    <CurveChart
      walkers={walkers}
      lines={lines}
      scale={logScale(inside)}
      axis={words.map.chartAxis}
      label={words.map.chart}
    />
  );
}

function logScale(values: readonly number[]): Scale {
  const logOf = (value: number) => Math.log10(Math.max(value, least));
  const logs = values.map(logOf);
  const low = Math.floor(Math.min(...logs));
  const high = Math.ceil(Math.max(...logs) + 0.3);
  return {
    shareOf: (value) => (logOf(value) - low) / (high - low),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => ({
      at: 10 ** (low + i),
      text: powerText(low + i),
    })),
  };
}
