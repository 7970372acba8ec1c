import { useMemo } from 'preact/hooks';
import { bestRate, sweep, sweptRates } from '#src/lab/sweep';
import { edition } from '../own-rule.ts';
import { entrants, experiment, keep, optimizers, race, type Walker } from '../store.ts';
import { number, sensitivitySays } from '../words.ts';
import { Glyph, Swatch } from './glyph.tsx';

/** How a rule ends at every rate. */
export interface Swept {
  readonly walker: Walker;
  /** Above the lowest point; null where it diverges. */
  readonly ends: readonly (number | null)[];
}

const remembered = new Map<string, Swept['ends']>();

/** Sweeps everyone over the same rates; what has been swept is not swept again. */
export function useSweeps(): readonly Swept[] {
  const walkers = entrants.value;
  const conditions = experiment.value;
  return useMemo(
    () =>
      walkers.map((walker) => {
        const { learningRate: _, ...optimizer } = walker.optimizer;
        const { optimizer: __, ...rest } = conditions;
        const key = JSON.stringify([edition, rest, optimizer]);
        const ends = remembered.get(key) ?? sweep(conditions, optimizer);
        if (remembered.size > 200) remembered.clear();
        remembered.set(key, ends);
        return { walker, ends };
      }),
    [walkers, conditions],
  );
}

const least = 1e-16;
const [width, height] = [100, 10];

/** A strip for each rule: a cell for each rate, deeper where the end is lower, crossed where it diverges. */
export function RateStrips({ swept }: { readonly swept: readonly Swept[] }) {
  const logs = swept
    .flatMap(({ ends }) => ends)
    .flatMap((end) => (end === null ? [] : [Math.log10(Math.max(end, least))]));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const shareOf = (end: number) => (Math.log10(Math.max(end, least)) - low) / (high - low || 1);
  return (
    <div class="sweeps">
      <h2>{sensitivitySays.title}</h2>
      {swept.map((one, i) => (
        <Strip key={i} swept={one} index={i} shareOf={shareOf} />
      ))}
      <div class="rates-axis" aria-hidden="true">
        {[1e-4, 1e-3, 1e-2, 0.1, 1, 10].map((rate) => (
          <span
            key={rate}
            style={{ left: `${(100 * (placeOf(rate) + 0.5)) / sweptRates.length}%` }}
          >
            {number(rate)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface StripProps {
  readonly swept: Swept;
  readonly index: number;
  readonly shareOf: (end: number) => number;
}

function Strip({ swept: { walker, ends }, index, shareOf }: StripProps) {
  const { optimizer, label, style, colors } = walker;
  const best = bestRate(ends);
  const rate = optimizer['learningRate'];
  const here = typeof rate === 'number' ? placeOf(rate) : undefined;
  const cell = width / sweptRates.length;
  const set = (place: number) =>
    race(
      optimizers.value.map((one, i) =>
        i === index ? { ...one, learningRate: sweptRates[place] } : one,
      ),
    );
  const end = here === undefined ? undefined : ends[here];
  return (
    <div class="sweep" style={colors}>
      <div class="bar">
        <Swatch dash={style.dash} marker={style.marker} />
        <h3>{label}</h3>
        <span class="result">
          {best === undefined ? sensitivitySays.nowhere : sensitivitySays.best(best, lowest(ends))}
        </span>
      </div>
      <div class="strip-of-rates">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {ends.map((end, i) => (
            <rect
              key={i}
              x={i * cell}
              y={0}
              width={cell + 0.05}
              height={height}
              class={end === null ? 'lost' : ''}
              style={
                end === null
                  ? {}
                  : {
                      fill: `color-mix(in srgb, var(--deep), var(--high) ${(100 * shareOf(end)).toFixed(0)}%)`,
                    }
              }
            />
          ))}
        </svg>
        {best !== undefined && (
          <svg
            class="best"
            style={{ left: `${(placeOf(best) + 0.5) * cell}%` }}
            viewBox="-8 -8 16 16"
            width="16"
            height="16"
            aria-hidden="true"
          >
            <Glyph marker={style.marker} radius={4.4} />
          </svg>
        )}
        <input
          type="range"
          min={0}
          max={sweptRates.length - 1}
          value={here ?? 0}
          class={here === undefined ? 'nowhere' : ''}
          aria-label={sensitivitySays.rateOf(label)}
          aria-valuetext={
            here === undefined
              ? sensitivitySays.scheduled
              : sensitivitySays.at(sweptRates[here] as number, end)
          }
          onInput={({ currentTarget }) => set(Number(currentTarget.value))}
          onChange={keep}
        />
      </div>
    </div>
  );
}

const lowest = (ends: readonly (number | null)[]) =>
  Math.min(...ends.map((end) => end ?? Infinity));

/** The nearest of the swept rates, as its place among them. */
function placeOf(rate: number): number {
  const off = sweptRates.map((one) => Math.abs(Math.log(one / Math.max(rate, 1e-12))));
  return off.indexOf(Math.min(...off));
}
