import type { Walker } from '../store.ts';
import { number, scheduleSays } from '../words.ts';
import { CurveChart } from './curve-chart.tsx';

/** The rate of each coming update. */
export function RateChart({ walkers }: { readonly walkers: readonly Walker[] }) {
  const lines = walkers.map(({ way }) => way.rates);
  const most = 1.08 * Math.max(...lines.flat(), 1e-12);
  const power = 10 ** Math.floor(Math.log10(most));
  const step = ([0.2, 0.5, 1, 2].find((one) => one * power * 5 > most) ?? 2) * power;
  const count = Math.floor(most / step + 1e-9);
  return (
    <CurveChart
      walkers={walkers}
      lines={lines}
      scale={{
        shareOf: (rate) => rate / most,
        ticks: Array.from({ length: count + 1 }, (_, i) => ({
          at: i * step,
          text: number(i * step),
        })),
      }}
      axis={scheduleSays.axis}
      label={scheduleSays.chart}
    />
  );
}
