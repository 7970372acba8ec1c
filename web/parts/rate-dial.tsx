import { contraction } from '#src/lab/contraction';
import { keep } from '../store.ts';
import { number, rateSays } from '../words.ts';

interface RateDialProps {
  readonly name: string;
  readonly momentum: number;
  /** Of the axes of the bowl, from the flattest. */
  readonly curvatures: readonly number[];
  readonly rate: number;
  /** Takes another rate. */
  readonly onInput: (rate: number) => void;
}

/** The dial goes so far. */
export const farthest = 4.2;
const cells = 210;

/** The rate times the steepest curvature, on a strip of what the rule does there. */
export function RateDial({ name, momentum, curvatures, rate, onInput }: RateDialProps) {
  const steepest = curvatures.at(-1) as number;
  const zones = Array.from({ length: cells }, (_, i) => {
    const learningRate = ((i + 0.5) / cells) * farthest;
    const { factor, isRinging } = contraction(name, 1, { learningRate, momentum });
    return factor >= 1 ? 'grows' : isRinging ? 'rings' : 'straight';
  });
  const starts = zones.flatMap((zone, i) => (zone === zones[i - 1] ? [] : [i]));
  const product = rate * steepest;
  return (
    <div class="rate-dial">
      <h2>
        {rateSays.dial} <span class="result">{number(product)}</span>
      </h2>
      <div class="strip-of-rates">
        <svg viewBox={`0 0 ${cells} 10`} preserveAspectRatio="none" aria-hidden="true">
          {starts.map((start, i) => (
            <rect
              key={start}
              class={`zone ${zones[start]}`}
              x={start}
              width={(starts[i + 1] ?? cells) - start}
              height={10}
            />
          ))}
        </svg>
        {curvatures.slice(0, -1).map((curvature) => (
          <span
            key={curvature}
            class="zone-mark"
            style={{ left: `${Math.min(100, (100 * rate * curvature) / farthest)}%` }}
            aria-hidden="true"
          >
            {rateSays.flat}
          </span>
        ))}
        <input
          type="range"
          min={0}
          max={farthest}
          step={0.01}
          value={product}
          aria-label={rateSays.dial}
          aria-valuetext={rateSays.dialAt(product)}
          onInput={({ currentTarget }) =>
            onInput(Number((Number(currentTarget.value) / steepest).toPrecision(3)))
          }
          onChange={keep}
        />
      </div>
      <ul class="key">
        {(['straight', 'rings', 'grows'] as const).map((zone) => (
          <li key={zone}>
            <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
              <rect class={`zone ${zone}`} width="34" height="12" rx="2" />
            </svg>{' '}
            {rateSays.zones[zone]}
          </li>
        ))}
      </ul>
    </div>
  );
}
