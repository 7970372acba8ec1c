import { experiment, update, type Walker } from '../store.ts';
import { noiseSays } from '../words.ts';
import { line, Plot, type Frame } from './plot.tsx';
import { Scrub } from './scrub.tsx';

/** Values by update. */
export type Row = readonly number[];

interface CrowdChartProps {
  readonly walker: Walker;
  readonly seeds: number;
  /** Quantiles of all seeds: the low end of the band, the middle, the high end. */
  readonly band: readonly [Row, Row, Row];
  readonly own: Row;
  readonly average: Row;
  /** Undefined where theory says nothing. */
  readonly floor: number | undefined;
}

/** The losses of many seeds: where most are, the one that is walked, what averaging gives, and theory's floor. */
export function CrowdChart({ walker, seeds, band, own, average, floor }: CrowdChartProps) {
  const finite = [...band.flat(), ...average, floor ?? NaN].filter(
    (one) => Number.isFinite(one) && one > 0,
  );
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const [lowest, middle, highest] = band;
  return (
    <div style={walker.colors}>
      <Plot
        label={noiseSays.crowdLabel(seeds)}
        x={{ from: 0, to: experiment.value.updates, name: '' }}
        y={{
          from: Math.max(low / 1.3, high / 1e6),
          to: 1.3 * high,
          isLog: true,
          name: noiseSays.axis,
        }}
        draw={(frame) => (
          <>
            <path
              class="band"
              d={`${rowLine(frame, highest)}L${rowLine(frame, lowest, true).slice(1)}Z`}
            />
            <path class="trail own-seed" d={rowLine(frame, own)} />
            <path class="trail" d={rowLine(frame, middle)} />
            <path class="average-line" d={rowLine(frame, average)} />
            {floor !== undefined && (
              <path class="floor-line" d={`M${frame.left} ${frame.y(floor)}H${frame.right}`} />
            )}
            <path class="now" d={`M${frame.x(update.value)} ${frame.top}V${frame.bottom}`} />
          </>
        )}
        slider={<Scrub />}
      />
      <ul class="key">
        {(
          [
            'middle',
            'band',
            'own',
            'average',
            ...(floor === undefined ? [] : ['floor' as const]),
          ] as const
        ).map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
              {signs[kind]}
            </svg>
            {kind === 'own'
              ? noiseSays.key.own(experiment.value.seeds?.[0] ?? 1)
              : noiseSays.key[kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}

const signs = {
  middle: <path class="trail" d="M1 6H33" />,
  band: <rect class="band" width="34" height="12" rx="2" />,
  own: <path class="trail own-seed" d="M1 6H33" />,
  average: <path class="average-line" d="M1 6H33" />,
  floor: <path class="floor-line" d="M1 6H33" />,
};

/** A row as the `d` of a path, where it goes, or back. */
function rowLine(frame: Frame, row: Row, isBack = false): string {
  const points = row.map((value, i) => [i, Math.min(value, 1e30)] as const);
  return line(frame, isBack ? points.toReversed() : points);
}
