import { useMemo } from 'preact/hooks';
import { ground, groundKinds } from '#src/lab/grounds';
import type { ProblemSpec } from '#src/problems/index';
import { wholeNumber, type Range } from '#src/shared/options';
import { windowOf } from '../frames.ts';
import { logNotches, notchesOf } from '../notches.ts';
import { experiment, keep, playing, set, show, state, update } from '../store.ts';
import { optionWords, words } from '../words.ts';
import { contourPaths } from './contours.ts';
import { Dial } from './dial.tsx';

const [width, height] = [96, 60];

/** The landscapes to choose from, each as a small picture of itself. */
export function GroundPicker() {
  const pictures = useMemo(
    () =>
      Object.keys(groundKinds).map((name) => {
        const land = ground({ name });
        const window = windowOf(name, land, width / height);
        return { name, paths: contourPaths(land, window, width, height) };
      }),
    [],
  );
  return (
    <fieldset class="grounds">
      <legend class="sr">{words.grounds['label']}</legend>
      {pictures.map(({ name, paths }) => (
        <label key={name} title={words.grounds[name]?.[1]}>
          <input
            type="radio"
            name="ground"
            checked={experiment.value.problem.name === name}
            onChange={() => {
              playing.value = false;
              set({ problem: { name } });
              show({ update: experiment.value.updates });
              keep();
            }}
          />
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            <rect width={width} height={height} style={{ fill: 'var(--low)' }} />
            {paths.map((d, i) => (
              <path
                key={i}
                d={d}
                style={{
                  fill: `color-mix(in srgb, var(--low), var(--high) ${(100 * (i + 1)) / paths.length}%)`,
                }}
              />
            ))}
          </svg>
          <span>{words.grounds[name]?.[0]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The options of the landscape, the number of updates, and the seed where there is noise. */
export function Conditions() {
  const { problem, regularizer, updates, seeds = [1] } = experiment.value;
  const land = ground(problem);
  const turned = useMemo(() => turnable(problem), [problem]);
  return (
    <section class="conditions" aria-label={words.conditions.label}>
      <h2>{words.grounds[problem.name]?.[0]}</h2>
      <p class="quiet">{words.grounds[problem.name]?.[1]}</p>
      {turned.map(({ name, range, notches }) => (
        <Dial
          key={name}
          label={optionWords(name)}
          value={land.options[name] as number}
          notches={notches}
          range={range}
          onInput={(value) => set({ problem: { ...problem, [name]: value } })}
          onChange={keep}
        />
      ))}
      {land.noise > 0 && (
        <Dial
          label={words.conditions.seed}
          value={seeds[0] as number}
          notches={Array.from({ length: 20 }, (_, i) => i + 1)}
          range={wholeNumber}
          onInput={(seed) => set({ seeds: [seed] })}
          onChange={keep}
        />
      )}
      {regularizer && state.value.view !== 'penalty' && (
        <p class="quiet">
          {words.conditions.penalty(regularizer.name)}{' '}
          <button type="button" class="link" onClick={dropPenalty}>
            {words.conditions.drop}
          </button>
        </p>
      )}
      <Dial
        label={words.conditions.updates}
        value={updates}
        notches={lengths}
        range={length}
        onInput={(next) => {
          const isAtEnd = update.value === updates;
          set({ updates: next });
          if (isAtEnd || update.value > next) show({ update: next });
        }}
        onChange={keep}
      />
    </section>
  );
}

function dropPenalty(): void {
  const { regularizer: _, decoupled: __, ...rest } = experiment.value;
  show({ experiment: rest });
  keep();
}

/** The options of a landscape that are numbers, with those of their notches at which it remains one. */
function turnable(problem: ProblemSpec) {
  const kind = groundKinds[problem.name] as Readonly<Record<'defaults' | 'ranges', Named>>;
  return Object.entries(kind.defaults).flatMap(([name, standard]) => {
    const range = kind.ranges[name];
    if (typeof standard !== 'number' || !isRange(range)) return [];
    const notches = notchesOf(range, standard).filter((value) =>
      isLand({ ...problem, [name]: value }),
    );
    return notches.length > 1 ? [{ name, range, notches }] : [];
  });
}

const lengths = logNotches(10, 1000).map(Math.round);
const length: Range = {
  says: 'a whole number from 1 to 5000',
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= 5000,
};

type Named = Readonly<Record<string, unknown>>;

const isRange = (rule: unknown): rule is Range =>
  typeof rule === 'object' && rule !== null && 'holds' in rule;

function isLand(problem: ProblemSpec): boolean {
  try {
    return ground(problem) !== undefined;
  } catch {
    return false;
  }
}
