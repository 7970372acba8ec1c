import { useMemo } from 'preact/hooks';
import { ground } from '#src/lab/grounds';
import type { LabState } from '#src/lab/link';
import { penalizedMinimum, type Strengths } from '#src/lab/penalized-minimum';
import { pull } from '#src/lab/pull';
import { columnCount, regress, regression, rowCount, trueWeights } from '#src/lab/regression';
import { walk } from '#src/lab/walk';
import { nonNegative, wholeNumber } from '#src/shared/options';
import type { Experiment } from '#src/training/experiment';
import { Dial } from '../parts/dial.tsx';
import { FocusCard } from '../parts/focus-card.tsx';
import { Conditions } from '../parts/ground-picker.tsx';
import { MapPicture } from '../parts/map-picture.tsx';
import { PenaltyPicture, quadraticOf, strengthPath } from '../parts/penalty-picture.tsx';
import type { Plane, Point } from '../parts/plane.ts';
import { Share } from '../parts/share.tsx';
import { StrengthChart, strengths as notches } from '../parts/strength-chart.tsx';
import { Transport } from '../parts/transport.tsx';
import { Unsuited } from '../parts/unsuited.tsx';
import { WeightsHistogram } from '../parts/weights-histogram.tsx';
import {
  entrants,
  experiment,
  keep,
  playing,
  set,
  show,
  state,
  update,
  type Walker,
} from '../store.ts';
import { penaltySays } from '../words.ts';
import type { Opened } from './view.ts';

/** What a penalty does: where it holds two weights, and how many of twenty it makes exactly 0. */
export const view: Opened = { lead: penaltySays.lead, Show: PenaltyView, begin };

const kinds = ['proximalL1', 'l1', 'l2', 'elasticNet'];

/** A bowl whose lowest point is not where the penalty is. */
const beginning: Experiment = {
  problem: { name: 'bowl', condition: 3, rotation: 65, start: [-3.4, 2.2], minimum: [2.4, 0.4] },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  regularizer: { name: 'proximalL1', l1: 0.4 },
  decoupled: true,
  updates: 100,
};

function suits({ experiment: { problem, regularizer } }: LabState): boolean {
  return problem.name === 'bowl' && kinds.includes(regularizer?.name ?? '');
}

function begin(state: LabState): Partial<LabState> {
  if (suits(state)) return {};
  return { experiment: beginning, update: beginning.updates, entrants: [] };
}

function PenaltyView() {
  if (!suits(state.value)) {
    return (
      <Unsuited
        says={penaltySays.unsuited}
        label={penaltySays.begin}
        onBegin={() => {
          show(begin(state.value));
          keep();
        }}
      />
    );
  }
  return <Suited />;
}

/** The two ways to take the penalty of an experiment down: its own first. */
function waysOf({ regularizer: spec, decoupled = false }: Experiment) {
  const { name, ...options } = spec as NonNullable<Experiment['regularizer']>;
  const { ways } = penaltySays;
  const both =
    name === 'l1' || name === 'proximalL1'
      ? [
          {
            name: ways.proximalL1,
            regularizer: { name: 'proximalL1', ...options },
            decoupled: true,
          },
          { name: ways.l1, regularizer: { name: 'l1', ...options }, decoupled: false },
        ]
      : [
          { name: ways.loss, regularizer: spec as { name: string }, decoupled: false },
          { name: ways.own, regularizer: spec as { name: string }, decoupled: true },
        ];
  return decoupled === both[0]?.decoupled ? both : both.toReversed();
}

type Way = ReturnType<typeof waysOf>[number];

function Suited() {
  const conditions = experiment.value;
  const walker = entrants.value[0] as Walker;
  const seed = conditions.seeds?.[0] ?? 1;
  const strengths = useMemo(() => ({ l1: 0, l2: 0, ...pull(conditions)?.options }), [conditions]);
  const land = useMemo(() => ground(conditions.problem), [conditions.problem]);
  const bowl = useMemo(() => quadraticOf(land), [land]);
  const best = useMemo(
    () => penalizedMinimum(bowl, strengths) as unknown as Point,
    [bowl, strengths],
  );
  const share = strengths.l1 / (strengths.l1 + strengths.l2 || 1);
  const path = useMemo(() => strengthPath(bowl, { l1: share, l2: 1 - share }), [bowl, share]);
  const task = useMemo(() => regression(seed), [seed]);
  const [own, other] = waysOf(conditions) as [Way, Way];
  const rival = useMemo(() => walk({ ...conditions, ...other }).points, [conditions]);
  const found = useMemo(
    () =>
      [own, other].map(({ name, ...way }) => ({
        name,
        weights: regress(task, { ...conditions, ...way }),
      })),
    [task, conditions],
  );
  const exact = useMemo(() => penalizedMinimum(task, strengths), [task, strengths]);
  const most = 1.15 * Math.max(...task.pull.map(Math.abs), ...exact.map(Math.abs), 0.1);
  const Over = ({ view }: { readonly view: Plane }) => (
    <PenaltyPicture
      {...{ view, land, strengths, best, path }}
      rival={rival.slice(0, update.value + 1)}
    />
  );
  const { way, label } = walker;
  const isOver = way.divergedAt !== null && update.value >= way.divergedAt;
  const zerosOf = (weights: readonly number[]) => weights.filter((w) => w === 0).length;
  return (
    <div class="desk">
      <div class="stage">
        <MapPicture most={1} Over={Over} />
        <Transport />
        <ul class="key">
          {(['ball', 'level', 'best', 'path'] as const).map((kind) => (
            <li key={kind}>
              <KeySign kind={kind} /> {penaltySays.key[kind]}
            </li>
          ))}
          <li>
            <KeySign kind="rival" /> {penaltySays.key.rival(other.name)}
          </li>
        </ul>
        <h2 class="section">{penaltySays.regression(columnCount, trueWeights.length)}</h2>
        <StrengthChart
          task={task}
          at={strengths}
          onInput={(total) => strengthen(total, strengths)}
        />
        <div class="pair">
          {found.map(({ name, weights }) => (
            <WeightsHistogram
              key={name}
              way={name}
              says={penaltySays}
              weights={weights}
              most={most}
            />
          ))}
        </div>
        <p class="quiet">{penaltySays.exact(zerosOf(exact), exact.length)}</p>
        <p class="told" role={playing.value ? undefined : 'status'}>
          {penaltySays.told({
            best,
            here: isOver ? undefined : way.points[update.value],
            way: label,
            columns: columnCount,
            zeros: found.map(({ name, weights }) => ({ name, count: weights && zerosOf(weights) })),
          })}
        </p>
        <p class="quiet">
          {penaltySays.regressionAbout(rowCount, columnCount, trueWeights.length)}
        </p>
      </div>
      <aside>
        <PenaltyCard strengths={strengths} />
        <FocusCard />
        <Conditions />
        <Dial
          label={penaltySays.seed}
          value={seed}
          notches={Array.from({ length: 20 }, (_, i) => i + 1)}
          range={wholeNumber}
          onInput={(next) => set({ seeds: [next] })}
          onChange={keep}
        />
      </aside>
      <Share />
    </div>
  );
}

/** Makes the penalty that strong in all, in the proportion that its parts have. */
function strengthen(total: number, { l1, l2 }: Strengths): void {
  const now = l1 + l2;
  const name = experiment.value.regularizer?.name as string;
  const part = (strength: number, isOnly: boolean) =>
    Number((now > 0 ? (strength / now) * total : isOnly ? total : total / 2).toPrecision(3));
  set({
    regularizer: {
      name,
      ...(name !== 'l2' && { l1: part(l1, name !== 'elasticNet') }),
      ...(['l2', 'elasticNet'].includes(name) && { l2: part(l2, name === 'l2') }),
    },
  });
}

/** Which penalty, how strong, and how it is taken down. */
function PenaltyCard({ strengths }: { readonly strengths: Strengths }) {
  const { regularizer, decoupled = false } = experiment.value;
  const { name } = regularizer as { readonly name: string };
  const choose = (next: string) => {
    const strength = Number((strengths.l1 + strengths.l2).toPrecision(3));
    const half = Number((strength / 2).toPrecision(3));
    const parts =
      next === 'elasticNet'
        ? { l1: half, l2: half }
        : next === 'l2'
          ? { l2: strength }
          : { l1: strength };
    const { decoupled: _, ...rest } = experiment.value;
    show({
      experiment: {
        ...rest,
        regularizer: { name: next, ...parts },
        ...(next === 'proximalL1' && { decoupled: true }),
      },
    });
    keep();
  };
  return (
    <section class="rules" aria-label={penaltySays.title}>
      <div class="bar">
        <h2>{penaltySays.title}</h2>
        <select
          aria-label={penaltySays.title}
          value={name}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {penaltySays.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <p class="quiet">{penaltySays.about[name]}</p>
      {(['l1', 'l2'] as const)
        .filter((one) =>
          name === 'elasticNet' ? true : one === 'l2' ? name === 'l2' : name !== 'l2',
        )
        .map((one) => (
          <Dial
            key={one}
            label={penaltySays.strength[one] as string}
            value={strengths[one]}
            notches={[0, ...notches]}
            range={nonNegative}
            onInput={(value) =>
              set({ regularizer: { ...(regularizer as { name: string }), [one]: value } })
            }
            onChange={keep}
          />
        ))}
      {['l2', 'elasticNet'].includes(name) && (
        <label class="check-line">
          <input
            type="checkbox"
            checked={decoupled}
            onChange={({ currentTarget }) => {
              set({ decoupled: currentTarget.checked });
              keep();
            }}
          />{' '}
          {penaltySays.decoupled}
        </label>
      )}
    </section>
  );
}

function KeySign({ kind }: { readonly kind: 'ball' | 'level' | 'best' | 'path' | 'rival' }) {
  const shapes = {
    ball: <path class="ball" d="M17 1L27 6L17 11L7 6Z" />,
    level: <ellipse class="level" cx="17" cy="6" rx="14" ry="4.6" />,
    best: <circle class="best-point" cx="17" cy="6" r="4.5" />,
    path: <path class="strength-path" d="M1 6H33" />,
    rival: <path class="rival" d="M1 6H33" />,
  };
  return (
    <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}
