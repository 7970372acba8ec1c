import { useMemo } from 'preact/hooks';
import { styleKey, styleOf } from '#src/figures/styles';
import type { LabState } from '#src/lab/link';
import { score, widths, type Weights } from '#src/lab/net';
import { unseenEvery } from '#src/lab/net-points';
import { mostOwn, pointKinds, type NetSettings, type NetState } from '#src/lab/net-state';
import { NetTraining } from '#src/lab/net-training';
import { walkers } from '#src/lab/walkers';
import type { Rule } from 'downhill/rules';
import { count, nonNegative, share, wholeNumber, type Range } from '#src/shared/options';
import { Dial } from '../parts/dial.tsx';
import { NetField } from '../parts/net-field.tsx';
import { line, Plot } from '../parts/plot.tsx';
import { Options, rateNotches } from '../parts/rule-cards.tsx';
import { Scrub } from '../parts/scrub.tsx';
import { Share } from '../parts/share.tsx';
import { Transport } from '../parts/transport.tsx';
import { Unsuited } from '../parts/unsuited.tsx';
import { WeightsHistogram } from '../parts/weights-histogram.tsx';
import { logNotches } from '../notches.ts';
import { edition } from '../own-rule.ts';
import { keep, playing, show, state, update } from '../store.ts';
import { netSays, words } from '../words.ts';
import type { Opened } from './view.ts';

/** A small net on points of two classes: what it says of each place while rule, rate and penalty are turned. */
export const view: Opened = { lead: netSays.lead(widths.slice(1, -1)), Show: NetView, begin };

const beginning: NetState = {
  points: 'moons',
  spread: 0.15,
  seed: 1,
  batch: 20,
  updates: 1000,
  optimizer: { name: 'adam', learningRate: 0.05 },
};

function begin(state: LabState): Partial<LabState> {
  return state.net === undefined ? { net: beginning, update: 300 } : {};
}

function NetView() {
  const { net } = state.value;
  if (net !== undefined) return <Trained net={net} />;
  return (
    <Unsuited
      says={netSays.unsuited}
      label={netSays.begin}
      onBegin={() => {
        show(begin(state.value));
        keep();
      }}
    />
  );
}

const remembered = new Map<string, NetTraining>();

/** The training of a state, which goes on where it was looked at last. */
function trainingOf(state: NetState): NetTraining {
  const { updates: _, ...net } = state;
  const key = JSON.stringify([edition, net]);
  const found = remembered.get(key) ?? new NetTraining(state);
  remembered.delete(key);
  remembered.set(key, found);
  if (remembered.size > 6) remembered.delete(remembered.keys().next().value as string);
  return found;
}

/** Whether there is something to tell apart, and something to judge it by. */
function isEnough({ points: { train, unseen } }: NetTraining): boolean {
  return (
    unseen.length > 0 &&
    [true, false].every((kind) => train.filter(({ isSecond }) => isSecond === kind).length > 1)
  );
}

function Trained({ net }: { readonly net: NetState }) {
  const training = trainingOf(net);
  const shown = update.value;
  const isReady = isEnough(training);
  const weights = training.at(isReady ? shown : 0);
  const { train, unseen } = training.points;
  const [learnt, judged] = [score(weights, train), score(weights, unseen)];
  const changes = (net.before ?? []).filter(({ until }) => until <= shown).length;
  const isOver = training.divergedAt !== null && shown >= training.divergedAt;
  const told = netSays.told({
    rule: labelOf(settingsAt(net, Math.max(0, shown - 1)).optimizer.name),
    update: shown,
    train: learnt,
    unseen: judged,
    divergedAt: isOver ? (training.divergedAt as number) : undefined,
    changes,
  });
  return (
    <div class="desk">
      <div class="stage">
        <PointsPicker net={net} />
        <div class="pair net-pair">
          <div>
            <NetField
              {...{ weights, points: training.points }}
              accuracy={`${Math.round(100 * judged.accuracy)} %`}
              onPlace={net.points === 'own' ? (x, y) => place(net, x, y) : undefined}
            />
            <Transport />
            <ul class="key">
              {(['first', 'second'] as const).map((kind) => (
                <li key={kind}>
                  <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
                    {kind === 'first' ? (
                      <circle class="sample first" r={4.2} />
                    ) : (
                      <path class="sample second" d="M0 -5.4L5.4 0L0 5.4L-5.4 0Z" />
                    )}
                  </svg>
                  {netSays.key[kind]}
                </li>
              ))}
              <li>{netSays.key.unseen}</li>
            </ul>
          </div>
          <div>
            <Losses net={net} training={training} />
            <Kernels net={net} weights={weights} shown={isReady ? shown : 0} />
          </div>
        </div>
        <p class="told" role={playing.value ? undefined : 'status'}>
          {isReady ? told : netSays.few}
        </p>
      </div>
      <aside>
        <RuleCard net={net} />
        <TrainingCard net={net} />
      </aside>
      <Share
        own={{
          says: netSays.share,
          data: () => ({
            net,
            points: training.points,
            rows: training.rows,
            update: shown,
            weights: weights.map(({ values }) => values),
          }),
        }}
      />
    </div>
  );
}

const labelOf = (name: string) => styleOf(styleKey(name)).label;

/** What holds for an update. */
function settingsAt(net: NetState, update: number): NetSettings {
  const { optimizer, regularizer, decoupled } =
    net.before?.find(({ until }) => update < until) ?? net;
  return {
    optimizer,
    ...(regularizer && { regularizer }),
    ...(decoupled && { decoupled }),
  };
}

/** Other settings from the update that is shown: what was before it stays as it was. */
function turn(net: NetState, change: NetSettings): void {
  const { regularizer: _, decoupled: __, before: was = [], ...rest } = net;
  const now = update.value;
  const before = was.filter(({ until }) => until < now);
  if (now > 0) before.push({ until: now, ...settingsAt(net, now - 1) });
  show({
    net: {
      ...rest,
      ...change,
      // At the end there would be nothing to see of it.
      updates: Math.max(net.updates, Math.min(mostUpdates, now + 200)),
      ...(before.length > 0 && { before }),
    },
    update: now,
  });
}

/** Another beginning: other points, another seed. */
function restart(net: NetState, change: Partial<NetState>): void {
  const { before: _, ...rest } = net;
  show({ net: { ...rest, ...change } });
}

function PointsPicker({ net }: { readonly net: NetState }) {
  const { own = [] } = net;
  return (
    <>
      <fieldset class="choices">
        <legend class="sr">{netSays.points}</legend>
        {pointKinds.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="points"
              checked={net.points === kind}
              onChange={() => {
                restart(net, { points: kind });
                keep();
              }}
            />
            <span>{netSays.kinds[kind]}</span>
          </label>
        ))}
      </fieldset>
      {net.points === 'own' && (
        <div class="own-points">
          <p class="quiet">
            {own.length < mostOwn ? netSays.placeHint(unseenEvery) : netSays.full(mostOwn)}
          </p>
          <fieldset class="choices">
            <legend class="sr">{netSays.place}</legend>
            {(['first', 'second'] as const).map((kind, i) => (
              <label key={kind}>
                <input
                  type="radio"
                  name="class"
                  checked={chosen === i}
                  onChange={() => {
                    chosen = i as 0 | 1;
                    show({});
                  }}
                />
                <span>{netSays.key[kind]}</span>
              </label>
            ))}
            <button
              type="button"
              class="small"
              onClick={() => {
                restart(net, { own: own.slice(0, -1) });
                keep();
              }}
            >
              {netSays.undo}
            </button>
            <button
              type="button"
              class="small"
              onClick={() => {
                restart(net, { own: [] });
                keep();
              }}
            >
              {netSays.clear}
            </button>
          </fieldset>
        </div>
      )}
    </>
  );
}

/** The class of the points that the reader places. */
let chosen: 0 | 1 = 0;

function place(net: NetState, x: number, y: number): void {
  const { own = [] } = net;
  if (own.length >= mostOwn) return;
  const near = (value: number) => Number(value.toFixed(2));
  restart(net, { own: [...own, [near(x), near(y), chosen]] });
  keep();
}

interface LossesProps {
  readonly net: NetState;
  readonly training: NetTraining;
}

function Losses({ net, training: { rows } }: LossesProps) {
  const seen = rows.filter(({ update }) => update <= net.updates);
  const values = seen
    .flatMap(({ train, unseen }) => [train.loss, unseen.loss])
    .filter((one) => one > 0 && Number.isFinite(one));
  const low = Math.max(1e-5, Math.min(0.1, ...values) / 1.3);
  const high = Math.min(100, 1.3 * Math.max(1, ...values));
  return (
    <>
      <Plot
        kind="middle"
        label={netSays.losses}
        x={{ from: 0, to: net.updates, name: '' }}
        y={{ from: low, to: high, isLog: true, name: netSays.axis }}
        draw={(frame) => (
          <>
            {net.before?.map(({ until }) => (
              <path
                key={until}
                class="change-line"
                d={`M${frame.x(until)} ${frame.top}V${frame.bottom}`}
              />
            ))}
            <path
              class="scaling-line of-0"
              d={line(
                frame,
                seen.map(({ update, train }) => [update, train.loss]),
              )}
            />
            <path
              class="scaling-line of-2"
              d={line(
                frame,
                seen.map(({ update, unseen }) => [update, unseen.loss]),
              )}
            />
            <path class="now" d={`M${frame.x(update.value)} ${frame.top}V${frame.bottom}`} />
          </>
        )}
        slider={<Scrub />}
      />
      <ul class="key">
        {(['train', 'unseen'] as const).map((kind, i) => (
          <li key={kind}>
            <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
              <path class={`scaling-line of-${2 * i}`} d="M1 6H33" />
            </svg>
            {netSays[kind]}
          </li>
        ))}
        {net.before && (
          <li>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <path class="change-line" d="M6 0V12" />
            </svg>
            {netSays.changed}
          </li>
        )}
      </ul>
    </>
  );
}

const kernelsOf = (weights: Weights) =>
  weights.filter((_, i) => i % 2 === 0).flatMap(({ values }) => values);

/** The kernels, and where there is L2 those that the other way to take it would have made by now. */
function Kernels({
  net,
  weights,
  shown,
}: {
  readonly net: NetState;
  readonly weights: Weights;
  readonly shown: number;
}) {
  const { regularizer, decoupled = false } = net;
  const other = useMemo(
    () => (regularizer === undefined ? undefined : trainingOf({ ...net, decoupled: !decoupled })),
    [JSON.stringify(net)],
  );
  const { ways } = netSays;
  const [own, rival] = decoupled ? [ways.own, ways.loss] : [ways.loss, ways.own];
  const both = [
    { name: other ? own : ways.none, weights },
    ...(other ? [{ name: rival, weights: other.at(shown) }] : []),
  ];
  const { unseen } = trainingOf(net).points;
  const most =
    1.1 * Math.max(1, ...both.flatMap(({ weights }) => kernelsOf(weights).map(Math.abs)));
  return (
    <div>
      {both.map(({ name, weights }) => (
        <WeightsHistogram
          key={name}
          way={name}
          says={{
            ...netSays,
            zeros: () =>
              netSays.wayScore(Math.hypot(...kernelsOf(weights)), score(weights, unseen).accuracy),
          }}
          weights={kernelsOf(weights)}
          most={most}
        />
      ))}
    </div>
  );
}

function RuleCard({ net }: { readonly net: NetState }) {
  const now = settingsAt(net, update.value);
  const { optimizer } = now;
  const { learningRate = walkers[optimizer.name]?.defaults.learningRate } = optimizer;
  const l2 = (now.regularizer?.['l2'] as number | undefined) ?? 0;
  const change = (option: string, value: number) =>
    turn(net, { ...now, optimizer: { ...optimizer, [option]: value } });
  const penalize = (strength: number, decoupled: boolean) =>
    turn(net, {
      optimizer,
      ...(strength > 0 && {
        regularizer: { name: 'l2', l2: strength },
        ...(decoupled && { decoupled }),
      }),
    });
  return (
    <section class="rules" aria-label={netSays.rule}>
      <div class="bar">
        <h2>{netSays.rule}</h2>
        <select
          class="net-rule"
          aria-label={netSays.rule}
          value={optimizer.name}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value;
            turn(net, {
              ...now,
              optimizer: { name, learningRate: (walkers[name] as Rule).defaults.learningRate },
            });
            keep();
          }}
        >
          {Object.keys(walkers).map((name) => (
            <option key={name} value={name}>
              {labelOf(name)}
            </option>
          ))}
        </select>
      </div>
      <div class="rule">
        <Dial
          label={words.rules.rate}
          value={learningRate as number}
          notches={rateNotches}
          range={nonNegative}
          onInput={(value) => change('learningRate', value)}
          onChange={keep}
        />
        <Options optimizer={optimizer} change={change} />
      </div>
      <Dial
        label={netSays.penalty}
        value={l2}
        notches={[0, ...logNotches(1e-4, 1)]}
        range={nonNegative}
        onInput={(value) => penalize(value, now.decoupled ?? false)}
        onChange={keep}
      />
      {l2 > 0 && (
        <label class="check-line">
          <input
            type="checkbox"
            checked={now.decoupled ?? false}
            onChange={({ currentTarget }) => {
              penalize(l2, currentTarget.checked);
              keep();
            }}
          />{' '}
          {netSays.decoupled}
        </label>
      )}
      <p class="quiet">{netSays.goesOn}</p>
      {net.before && (
        <button
          type="button"
          class="wide"
          onClick={() => {
            const { before: _, ...rest } = net;
            show({ net: rest });
            keep();
          }}
        >
          {netSays.again}
        </button>
      )}
    </section>
  );
}

const mostUpdates = 5000;
const length: Range = {
  says: `a whole number from 1 to ${mostUpdates}`,
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= mostUpdates,
};
const batchNotches = [1, 2, 5, 10, 20, 40, 80, 160];

function TrainingCard({ net }: { readonly net: NetState }) {
  return (
    <section class="conditions" aria-label={netSays.training}>
      <h2>{netSays.training}</h2>
      <Dial
        label={netSays.seed}
        value={net.seed}
        notches={Array.from({ length: 20 }, (_, i) => i + 1)}
        range={wholeNumber}
        onInput={(seed) => show({ net: { ...net, seed } })}
        onChange={keep}
      />
      {net.points !== 'own' && (
        <Dial
          label={netSays.spread}
          value={net.spread}
          notches={Array.from({ length: 21 }, (_, i) => i / 40)}
          range={share}
          onInput={(spread) => show({ net: { ...net, spread } })}
          onChange={keep}
        />
      )}
      <Dial
        label={netSays.batch}
        value={net.batch}
        notches={batchNotches}
        range={count}
        onInput={(batch) => show({ net: { ...net, batch } })}
        onChange={keep}
      />
      <Dial
        label={netSays.updates}
        value={net.updates}
        notches={logNotches(100, mostUpdates).map(Math.round)}
        range={length}
        onInput={(updates) => show({ net: { ...net, updates } })}
        onChange={keep}
      />
    </section>
  );
}
