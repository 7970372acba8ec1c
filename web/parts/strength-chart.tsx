import { useMemo } from 'preact/hooks';
import { penalizedMinimum, type Strengths } from '#src/lab/penalized-minimum';
import { trueWeights, type Regression } from '#src/lab/regression';
import { logNotches } from '../notches.ts';
import { keep } from '../store.ts';
import { penaltySays } from '../words.ts';
import { line, Plot } from './plot.tsx';

const [least, most] = [0.001, 10];

/** Where the slider of the strength may stand. */
export const strengths = logNotches(least, most);

interface ChartProps {
  readonly task: Regression;
  readonly at: Strengths;
  readonly onInput: (total: number) => void;
}

/** Every weight of the regression at its exact minimum, by the strength; the axis below is the slider. */
export function StrengthChart({ task, at: { l1, l2 }, onInput }: ChartProps) {
  const total = l1 + l2;
  const share = total > 0 ? l1 / total : 1;
  const rows = useMemo(() => {
    let last: readonly number[] | undefined;
    return strengths.toReversed().map((strength) => {
      const both = { l1: share * strength, l2: (1 - share) * strength };
      last = penalizedMinimum(task, both, last);
      return [strength, last] as const;
    });
  }, [task, share]);
  const reach = 1.1 * Math.max(...rows.flatMap(([, w]) => w.map(Math.abs)));
  return (
    <Plot
      label={penaltySays.pathChart(trueWeights.length)}
      x={{ from: least, to: most, isLog: true, name: penaltySays.strengthAxis }}
      y={{ from: -reach, to: reach, name: penaltySays.pathAxis }}
      draw={(frame) => (
        <>
          <path class="zero" d={`M${frame.left} ${frame.y(0)}H${frame.right}`} />
          {rows[0]?.[1]
            .map((_, i) => (
              <path
                key={i}
                class={i < trueWeights.length ? 'weight-line' : 'weight-line noise'}
                d={line(
                  frame,
                  rows.map(([strength, w]) => [strength, w[i] as number]),
                )}
              />
            ))
            .toReversed()}
          <path
            class="now"
            d={`M${frame.x(Math.max(least, total))} ${frame.top - 4}V${frame.bottom}`}
          />
        </>
      )}
      slider={
        <input
          type="range"
          class="scrub"
          min={Math.log10(least)}
          max={Math.log10(most)}
          step={0.01}
          value={Math.log10(Math.max(least, total))}
          aria-label={penaltySays.strengthSlider}
          aria-valuetext={String(total)}
          onInput={({ currentTarget }) =>
            onInput(Number((10 ** Number(currentTarget.value)).toPrecision(2)))
          }
          onChange={keep}
        />
      }
    />
  );
}
