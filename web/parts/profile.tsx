import { update, type Walker } from '../store.ts';
import { rateSays } from '../words.ts';
import { line, Plot } from './plot.tsx';

interface ProfileProps {
  readonly walker: Walker;
  readonly curvature: number;
  /** Where the walk stands on this axis, at the start and after each update. */
  readonly places: readonly number[];
}

/** The parabola along one axis of a bowl, with the steps that a rule makes on it. */
export function Profile({ walker, curvature, places }: ProfileProps) {
  const reach = 1.25 * Math.max(Math.abs(places[0] as number), 0.1);
  const height = (place: number) => (curvature * place ** 2) / 2;
  const curve = Array.from({ length: 81 }, (_, i) => {
    const place = reach * (i / 40 - 1);
    return [place, height(place)] as const;
  });
  const passed = places.slice(0, update.value + 1);
  const now = passed.at(-1) as number;
  return (
    <div class="histogram" style={walker.colors}>
      <p>{rateSays.profile(curvature)}</p>
      <Plot
        kind="low"
        label={rateSays.profile(curvature)}
        x={{ from: -reach, to: reach, name: '' }}
        // With room for the sign at the bottom.
        y={{ from: -0.06 * height(reach), to: height(reach), name: rateSays.loss }}
        draw={(frame) => (
          <>
            <path class="parabola" d={line(frame, curve)} />
            <path
              class="halo"
              d={line(
                frame,
                passed.map((place) => [place, height(place)]),
              )}
            />
            <path
              class="trail"
              d={line(
                frame,
                passed.map((place) => [place, height(place)]),
              )}
            />
            {passed.slice(0, 40).map((place, i) => (
              <circle
                key={i}
                class="stop"
                cx={frame.x(place)}
                cy={frame.y(height(place))}
                r={2.6}
              />
            ))}
            <circle class="best-point" cx={frame.x(now)} cy={frame.y(height(now))} r={5.5} />
          </>
        )}
      />
    </div>
  );
}
