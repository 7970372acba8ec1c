import type { Seen } from '#src/lab/stepper';
import { experiment, update, type Walker } from '../store.ts';
import { insideSays, number } from '../words.ts';
import { useSize } from './use-size.ts';

const height = 62;

/** What a rule keeps, over the whole walk: a strip for each slot, a line for each weight. */
export function SlotStrips({
  walker,
  past,
}: {
  readonly walker: Walker;
  readonly past: readonly Seen[];
}) {
  const { ref, width } = useSize<HTMLDivElement>();
  const names = ['g', ...Object.keys(past[0]?.slots ?? {})];
  return (
    <div class="strips" ref={ref} style={walker.colors}>
      {width > 0 && names.map((name) => <Strip key={name} name={name} past={past} width={width} />)}
      <p class="quiet">{insideSays.lines}</p>
    </div>
  );
}

interface StripProps {
  readonly name: string;
  readonly past: readonly Seen[];
  readonly width: number;
}

function Strip({ name, past, width }: StripProps) {
  const { updates } = experiment.value;
  const rows = past.map(({ g, slots }) => (name === 'g' ? g : (slots[name]?.values ?? [])));
  const weights = rows[0]?.length ?? 0;
  const all = rows.flat().filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const x = (i: number) => ((i / updates) * (width - 2) + 1).toFixed(1);
  const y = (value: number) => height - 4 - ((value - low) / (high - low || 1)) * (height - 8);
  const now = rows[update.value] ?? [];
  return (
    <div class="strip">
      <p>
        <code>{name}</code>
        <span>{now.map((value) => number(value)).join(' · ')}</span>
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        <path class="zero" d={`M0 ${y(0)}H${width}`} />
        {Array.from({ length: weights }, (_, axis) => (
          <path
            key={axis}
            class="trail"
            stroke-dasharray={axis === 1 ? '2 3' : ''}
            d={`M${rows.map((row, i) => `${x(i)} ${y(row[axis] as number).toFixed(1)}`).join('L')}`}
          />
        ))}
        <path class="now" d={`M${x(update.value)} 0V${height}`} />
      </svg>
    </div>
  );
}
