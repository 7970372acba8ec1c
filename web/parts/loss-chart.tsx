import { useMemo } from 'preact/hooks';
import { powerText } from '#src/figures/number-text';
import { ground } from '#src/lab/grounds';
import { entrants, experiment, note, playing, show, update } from '../store.ts';
import { words } from '../words.ts';
import { Glyph } from './glyph.tsx';
import { useSize } from './use-size.ts';

const left = 46;
const right = 12;
const [top, bottom] = [10, 12];
/** Below this, doubles have no more to say. */
const least = 1e-16;

/** Everyone's loss above the lowest point, by update, on a logarithmic axis; its own axis is the slider that scrubs. */
export function LossChart() {
  const { ref, width, height } = useSize<HTMLDivElement>();
  return (
    <div class="chart" ref={ref}>
      {width > 0 && <Lines width={width} height={height} />}
      <input
        type="range"
        class="scrub"
        min={0}
        max={experiment.value.updates}
        value={update.value}
        aria-label={words.transport.scrub}
        aria-valuetext={words.transport.at(update.value, experiment.value.updates)}
        onInput={({ currentTarget }) => {
          playing.value = false;
          show({ update: Number(currentTarget.value) });
        }}
        onChange={note}
      />
    </div>
  );
}

function Lines({ width, height }: { readonly width: number; readonly height: number }) {
  const { problem, updates } = experiment.value;
  const walkers = entrants.value;
  const { lines, low, high } = useMemo(() => {
    const { lowest } = ground(problem);
    const lines = walkers.map(({ way }) => way.losses.map((loss) => loss - lowest));
    // Whoever diverges leaves through the top.
    const finite = lines.flatMap((line, i) =>
      walkers[i]?.way.divergedAt === null ? line : line.slice(0, 1),
    );
    const ends = finite.map((one) => Math.log10(Math.max(one, least)));
    return { lines, low: Math.floor(Math.min(...ends)), high: Math.ceil(Math.max(...ends) + 0.3) };
  }, [walkers, problem]);
  const x = (update: number) => left + (update / updates) * (width - left - right);
  const y = (loss: number) => {
    const share = (Math.log10(Math.max(loss, least)) - low) / (high - low);
    return height - bottom - Math.min(1.2, share) * (height - top - bottom);
  };
  const every = Math.max(1, Math.ceil((high - low) / Math.max(2, Math.floor(height / 34))));
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (power) => (power - high) % every === 0,
  );
  const shown = update.value;
  return (
    <svg
      class="losses"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={words.map.chart}
    >
      {powers.map((power) => (
        <g key={power} class="tick">
          <path d={`M${left} ${y(10 ** power)}H${width - right}`} />
          <text x={left - 7} y={y(10 ** power) + 4} text-anchor="end">
            {powerText(power)}
          </text>
        </g>
      ))}
      <clipPath id="plot">
        <rect x={left - 2} y={2} width={width - left - right + 4} height={height - bottom} />
      </clipPath>
      <g clip-path="url(#plot)">
        {walkers.map(({ style, colors }, i) => {
          const line = (lines[i] as number[]).map(
            (loss, n) => `${x(n).toFixed(1)} ${y(loss).toFixed(1)}`,
          );
          const dash = style.dash.join(' ');
          return (
            <g key={i} style={colors}>
              <path class="trail ahead" d={`M${line.join('L')}`} stroke-dasharray={dash} />
              <path
                class="trail"
                d={`M${line.slice(0, shown + 1).join('L')}`}
                stroke-dasharray={dash}
              />
            </g>
          );
        })}
      </g>
      <path class="now" d={`M${x(shown).toFixed(1)} ${top - 4}V${height}`} />
      {walkers.map(({ way, style, colors }, i) => {
        const isOver = way.divergedAt !== null && shown >= way.divergedAt;
        const loss = isOver ? Infinity : ((lines[i] as number[])[shown] as number);
        return (
          <g key={i} style={colors}>
            <Glyph
              marker={isOver ? 'cross' : style.marker}
              x={x(isOver ? way.divergedAt : shown)}
              y={Math.max(top - 3, isOver ? top - 3 : y(loss))}
              radius={4}
            />
          </g>
        );
      })}
      <text class="axis" x={left + 8} y={top + 5}>
        {words.map.chartAxis}
      </text>
    </svg>
  );
}
