import { useMemo } from 'preact/hooks';
import { ground } from '#src/lab/grounds';
import type { LabState, NoiseState } from '#src/lab/link';
import { averaged, crowd, floorOf, noiseFloor, quantile } from '#src/lab/noise-floor';
import type { Walk } from '#src/lab/walk';
import { walkers } from '#src/lab/walkers';
import { belowOne, count, positive } from '#src/shared/options';
import { mean } from '#src/shared/stats';
import type { Experiment } from '#src/training/experiment';
import { CrowdChart, type Row } from '../parts/crowd-chart.tsx';
import { Dial } from '../parts/dial.tsx';
import { FocusCard } from '../parts/focus-card.tsx';
import { Conditions } from '../parts/ground-picker.tsx';
import { MapPicture } from '../parts/map-picture.tsx';
import { line, Plot } from '../parts/plot.tsx';
import { Share } from '../parts/share.tsx';
import { Transport } from '../parts/transport.tsx';
import { useInTurn } from '../parts/use-in-turn.ts';
import { Unsuited } from '../parts/unsuited.tsx';
import { logNotches, notchesOf } from '../notches.ts';
import {
  entrants,
  experiment,
  keep,
  optimizers,
  playing,
  race,
  show,
  state,
  type Walker,
} from '../store.ts';
import { noiseSays } from '../words.ts';
import type { Opened } from './view.ts';

/** What noise on the slope does: the floor it sets, and what rates, batches and averages make of it. */
export const view: Opened = { lead: noiseSays.lead, Show: NoiseView, begin };

const beginning: Pick<LabState, 'experiment' | 'update' | 'entrants' | 'noise'> = {
  experiment: {
    problem: { name: 'noisyBowl', condition: 4, noise: 0.5, start: [2, -1.2] },
    optimizer: { name: 'sgd', learningRate: 0.03 },
    updates: 300,
    seeds: [1],
  },
  update: 300,
  entrants: [
    { name: 'momentum', learningRate: 0.006, momentum: 0.8 },
    { name: 'adam', learningRate: 0.05 },
  ],
  noise: { single: 2, batch: 16, average: 0.95 },
};

function suits({ experiment: { problem, regularizer, optimizer } }: LabState): boolean {
  return (
    problem.name === 'noisyBowl' &&
    problem['noise'] !== 0 &&
    !regularizer &&
    typeof (optimizer['learningRate'] ?? 0) === 'number'
  );
}

function begin(state: LabState): Partial<LabState> {
  return suits(state) ? {} : beginning;
}

function NoiseView() {
  if (suits(state.value)) return <Suited />;
  return (
    <Unsuited
      says={noiseSays.unsuited}
      label={noiseSays.begin}
      onBegin={() => {
        show(begin(state.value));
        keep();
      }}
    />
  );
}

const seeds = 20;

function Suited() {
  const conditions = experiment.value;
  const walker = entrants.value[0] as Walker;
  const { optimizer, problem } = conditions;
  const land = ground(problem);
  const { lowest } = land;
  const given = givenBy(state.value.noise, land.noise);
  const { momentum = 0, learningRate: rate } = {
    ...walkers[optimizer.name]?.defaults,
    ...optimizer,
  } as { learningRate: number; momentum?: number };
  const hasTheory = ['sgd', 'momentum'].includes(optimizer.name);
  const bowl = {
    curvatures: [1, (land.options as { condition: number }).condition],
    noise: land.noise,
  };
  const all = useMemo(() => crowd(conditions, seeds), [conditions]);
  const rows = all.map(({ losses }) => losses.map((loss) => loss - lowest));
  const smooth = useMemo(
    () =>
      all.map(({ points }) =>
        averaged(points, given.average).map(([x, y]) => land.height(x, y) - lowest),
      ),
    [all, given.average],
  );
  const scaled = useMemo(() => scalings(conditions, all, given, rate), [conditions, given.batch]);
  const half = Math.ceil(conditions.updates / 2);
  const isWhole = all.every(({ divergedAt }) => divergedAt === null);
  const theory = hasTheory ? noiseFloor(bowl, rate, momentum) : undefined;
  return (
    <div class="desk">
      <div class="stage">
        <h2 class="section">{noiseSays.crowd(seeds)}</h2>
        <CrowdChart
          walker={walker}
          seeds={seeds}
          band={across(rows, [0.1, 0.5, 0.9], conditions.updates) as [Row, Row, Row]}
          own={walker.way.losses.map((loss) => loss - lowest)}
          average={across(smooth, [0.5], conditions.updates)[0] as Row}
          floor={theory !== undefined && Number.isFinite(theory) ? theory : undefined}
        />
        <Transport />
        <p class="told" role={playing.value ? undefined : 'status'}>
          {noiseSays.told({
            label: walker.label,
            seeds,
            floor: floorOf(all, conditions),
            theory,
            average: isWhole ? mean(smooth.flatMap((row) => row.slice(half))) : Infinity,
            scaled: scaled[2]?.row.at(-1) ?? Infinity,
            same: scaled[1]?.row.at(-1) ?? Infinity,
          })}
        </p>
        <div class="pair">
          <Floors experiment={conditions} {...{ rate, momentum, hasTheory, bowl }} />
          <Scalings all={scaled} />
        </div>
        <MapPicture most={1} />
      </div>
      <aside>
        <NoiseCard given={given} />
        <FocusCard />
        <Conditions />
      </aside>
      <Share />
    </div>
  );
}

/** How the noise came about: where somebody has turned it since, one example has what the batch asks for. */
function givenBy(noted: NoiseState | undefined, noise: number): NoiseState {
  const { single, batch, average } = noted ?? { single: noise, batch: 1, average: 0.95 };
  const isSo = Math.abs(single / Math.sqrt(batch) / noise - 1) < 1e-3;
  return {
    single: isSo ? single : Number((noise * Math.sqrt(batch)).toPrecision(4)),
    batch,
    average,
  };
}

/** Quantiles of all rows by update; what diverged is above everything. */
function across(rows: readonly Row[], shares: readonly number[], updates: number): Row[] {
  const sorted = Array.from({ length: updates + 1 }, (_, i) =>
    rows.map((row) => row[i] ?? Infinity).sort((a, b) => a - b),
  );
  return shares.map((share) => sorted.map((values) => quantile(values, share)));
}

/** Noise of one example and size of a batch, which make the noise of an update. */
function NoiseCard({ given }: { readonly given: NoiseState }) {
  const turn = (change: Partial<NoiseState>) => {
    const next = { ...given, ...change };
    const { problem } = experiment.value;
    const noise = Number((next.single / Math.sqrt(next.batch)).toPrecision(4));
    show({ noise: next, experiment: { ...experiment.value, problem: { ...problem, noise } } });
  };
  return (
    <section class="rules" aria-label={noiseSays.title}>
      <h2>{noiseSays.title}</h2>
      <p class="quiet">{noiseSays.about}</p>
      <Dial
        label={noiseSays.single}
        value={given.single}
        notches={logNotches(0.1, 10)}
        range={positive}
        onInput={(single) => turn({ single })}
        onChange={keep}
      />
      <Dial
        label={noiseSays.batch}
        value={given.batch}
        notches={Array.from({ length: 11 }, (_, i) => 2 ** i)}
        range={count}
        onInput={(batch) => turn({ batch })}
        onChange={keep}
      />
      <p class="quiet">{noiseSays.perUpdate(given.single / Math.sqrt(given.batch))}</p>
      <Dial
        label={noiseSays.average}
        value={given.average}
        notches={notchesOf(belowOne, 0.9)}
        range={belowOne}
        onInput={(average) => turn({ average })}
        onChange={keep}
      />
    </section>
  );
}

const floorSeeds = 8;
const floorRates = [0.005, 0.01, 0.025, 0.06, 0.12, 0.25, 0.45, 0.8];

interface FloorsProps {
  readonly experiment: Experiment;
  readonly rate: number;
  readonly momentum: number;
  readonly hasTheory: boolean;
  readonly bowl: { readonly curvatures: readonly number[]; readonly noise: number };
}

/** Where noise lets the rule rest, by its rate. */
function Floors({ experiment: conditions, rate, momentum, hasTheory, bowl }: FloorsProps) {
  const key = JSON.stringify([
    conditions.problem,
    conditions.optimizer.name,
    { ...conditions.optimizer, learningRate: 0 },
  ]);
  const found = useInTurn(floorRates, key, (learningRate) => {
    // About where theory has it rest, so that no time is lost on the way there.
    const start = bowl.curvatures.map(
      (curvature) =>
        bowl.noise *
        Math.sqrt(learningRate / (curvature * Math.max(0.1, 2 - learningRate * curvature))),
    );
    const trial = {
      ...conditions,
      problem: { ...conditions.problem, start },
      optimizer: { ...conditions.optimizer, learningRate },
      updates: 250,
    };
    return floorOf(crowd(trial, floorSeeds), trial);
  });
  const seen = found
    .map(({ value, isOf }, i) => ({
      at: floorRates[i] as number,
      floor: value,
      isNow: isOf === key,
    }))
    .filter(({ floor }) => Number.isFinite(floor) && floor > 0);
  const curve = Array.from({ length: 61 }, (_, i) => {
    const learningRate = 0.004 * 300 ** (i / 60);
    return [learningRate, Math.min(1e9, noiseFloor(bowl, learningRate, momentum))] as const;
  });
  // Before anything was measured, theory says how high the plot has to be.
  const floors = seen.length > 0 ? seen.map(({ floor }) => floor) : [curve[0]?.[1] ?? 1];
  const most = Math.max(...floors);
  return (
    <div class="histogram floors">
      <p>
        <b>{noiseSays.floors}</b>
      </p>
      <Plot
        kind="middle"
        label={noiseSays.floorsLabel(floorSeeds)}
        x={{ from: 0.004, to: 1.2, isLog: true, name: noiseSays.rate }}
        y={{
          from: Math.min(...floors, most / 10) / 2,
          to: 2 * most,
          isLog: true,
          name: noiseSays.axis,
        }}
        onPick={(x) =>
          race([
            { ...conditions.optimizer, learningRate: Number(x.toPrecision(2)) },
            ...optimizers.value.slice(1),
          ])
        }
        onPicked={keep}
        draw={(frame) => (
          <>
            {hasTheory && <path class="floor-line" d={line(frame, curve)} />}
            <path class="now" d={`M${frame.x(rate)} ${frame.top}V${frame.bottom}`} />
            {seen.map(({ at, floor, isNow }) => (
              <circle
                key={at}
                class={isNow ? 'measured' : 'measured earlier'}
                cx={frame.x(at)}
                cy={frame.y(floor)}
                r={4}
              />
            ))}
          </>
        )}
      />
      <p class="quiet">{noiseSays.floorsAbout[hasTheory ? 'theory' : 'none'](floorSeeds)}</p>
    </div>
  );
}

interface Scaled {
  readonly label: string;
  readonly batch: number;
  /** Mean loss of all seeds by update; Infinity where one has diverged. */
  readonly row: readonly number[];
}

/** The batch as it is, and four times as large at the same rate and at four times the rate, over the same examples. */
function scalings(
  conditions: Experiment,
  all: readonly Walk[],
  { single, batch }: NoiseState,
  rate: number,
): readonly Scaled[] {
  const four = { ...conditions.problem, noise: single / Math.sqrt(4 * batch) };
  const { lowest } = ground(conditions.problem);
  const rowOf = (walks: readonly Walk[], updates: number) =>
    Array.from({ length: updates + 1 }, (_, i) =>
      mean(walks.map(({ losses }) => (losses[i] ?? Infinity) - lowest)),
    );
  const updates = Math.ceil(conditions.updates / 4);
  const fourfold = [rate, 4 * rate].map((learningRate) => {
    const optimizer = { ...conditions.optimizer, learningRate };
    const walks = crowd({ ...conditions, problem: four, optimizer, updates }, seeds);
    return {
      label: noiseSays.scalings.now(4 * batch, learningRate),
      batch: 4 * batch,
      row: rowOf(walks, updates),
    };
  });
  return [
    { label: noiseSays.scalings.now(batch, rate), batch, row: rowOf(all, conditions.updates) },
    ...fourfold,
  ];
}

/** What becomes of the loss with four times the batch, by examples seen. */
function Scalings({ all }: { readonly all: readonly Scaled[] }) {
  const values = all.flatMap(({ row }) => row).filter((one) => Number.isFinite(one) && one > 0);
  const [{ row, batch }] = all as readonly [Scaled];
  const high = Math.max(row[0] as number, Math.min(Math.max(...values), 10 * (row[0] as number)));
  return (
    <div class="histogram">
      <p>
        <b>{noiseSays.scaling}</b>
      </p>
      <Plot
        kind="middle"
        label={noiseSays.scalingLabel(seeds)}
        x={{ from: 0, to: (row.length - 1) * batch, name: noiseSays.examples }}
        y={{ from: Math.min(...values) / 1.3, to: 1.3 * high, isLog: true, name: noiseSays.axis }}
        draw={(frame) =>
          all.map(({ row, batch }, i) => (
            <path
              key={i}
              class={`scaling-line of-${i}`}
              d={line(
                frame,
                row.map((value, update) => [update * batch, value]),
              )}
            />
          ))
        }
      />
      <ul class="key">
        {all.map(({ label }, i) => (
          <li key={label}>
            <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
              <path class={`scaling-line of-${i}`} d="M1 6H33" />
            </svg>
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
