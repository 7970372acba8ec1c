import { useState } from 'preact/hooks';
import { styleKey, styleOf } from '#src/figures/styles';
import { ground } from '#src/lab/grounds';
import { mostEntrants } from '#src/lab/link';
import { bestRate, sweep, sweptRates } from '#src/lab/sweep';
import { walkers } from '#src/lab/walkers';
import type { OptimizerSpec } from '#src/optimizers/index';
import { nonNegative } from '#src/shared/options';
import { rules, type Rule } from 'downhill/rules';
import { logNotches } from '../notches.ts';
import {
  entrants,
  experiment,
  keep,
  notice,
  optimizers,
  race,
  update,
  type Walker,
} from '../store.ts';
import { scheduleWords, words } from '../words.ts';
import { part } from '../part.ts';
import { Dial } from './dial.tsx';
import { Swatch } from './glyph.tsx';

/** Where the slider of a rate may stand. */
export const rateNotches = logNotches(sweptRates[0] as number, sweptRates.at(-1) as number);

/** The rules that walk, each with its options, and a way to bring in more. */
export function RuleCards() {
  const isFull = optimizers.value.length === mostEntrants;
  return (
    <section class="rules" aria-label={words.rules.label}>
      <div class="bar">
        <h2>{words.rules.label}</h2>
        <button type="button" onClick={tuneAll} title={words.rules.tuneHint(sweptRates.length)}>
          {words.rules.tuneAll}
        </button>
      </div>
      <ul>
        {entrants.value.map((walker, i) => (
          <Card key={i} walker={walker} index={i} />
        ))}
      </ul>
      {isFull ? <p class="quiet">{words.rules.full(mostEntrants)}</p> : <Add />}
    </section>
  );
}

function Add() {
  return (
    <select
      class="add"
      aria-label={words.rules.addLabel}
      value=""
      onChange={({ currentTarget }) => {
        const name = currentTarget.value;
        currentTarget.value = '';
        race([...optimizers.value, tuned({ name })]);
        keep();
      }}
    >
      <option value="" disabled>
        {words.rules.add}
      </option>
      {Object.keys(rules).map((name) => (
        <option key={name} value={name}>
          {styleOf(styleKey(name)).label}
        </option>
      ))}
    </select>
  );
}

/** The same optimizer at the best of the swept rates, or as it was where all of them diverge. */
function tuned(optimizer: OptimizerSpec): OptimizerSpec {
  const rate = bestRate(sweep(experiment.value, optimizer));
  return rate === undefined ? optimizer : { ...optimizer, learningRate: rate };
}

function tuneAll(): void {
  race(optimizers.value.map(tuned));
  keep();
}

/** A rule that walks: its rate, its options, what it says of itself. */
export function Card({ walker, index }: { readonly walker: Walker; readonly index: number }) {
  const { optimizer, label, style, colors } = walker;
  const change = (option: string, value: number) =>
    race(optimizers.value.map((one, i) => (i === index ? { ...one, [option]: value } : one)));
  const tune = () => {
    const best = tuned(optimizer);
    race(optimizers.value.map((one, i) => (i === index ? best : one)));
    if (best === optimizer) notice.value = words.rules.nowhere(label);
    keep();
  };
  const remove = () => {
    race(optimizers.value.filter((_, i) => i !== index));
    keep();
  };
  return (
    <li class="rule" style={colors}>
      <div class="bar">
        <Swatch dash={style.dash} marker={style.marker} />
        <h3>{label}</h3>
        <Result walker={walker} />
        {optimizers.value.length > 1 && (
          <button
            type="button"
            class="icon"
            aria-label={words.rules.remove(label)}
            onClick={remove}
          >
            ×
          </button>
        )}
      </div>
      <Rate walker={walker} change={change} tune={tune} />
      <Options optimizer={optimizer} change={change} />
    </li>
  );
}

/** Whose options, and what turning one does. */
export interface OptionsProps {
  readonly optimizer: OptimizerSpec;
  readonly change: (option: string, value: number) => void;
}

/** The options of a rule beside its rate: as they are set and, once it is opened, to be turned. */
export function Options({ optimizer, change }: OptionsProps) {
  const [isOpen, setOpen] = useState(false);
  const Opened = isOpen ? part('ruleOptions').RuleOptions : undefined;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{inWords(walkers[optimizer.name] as Rule, optimizer)}</summary>
      {Opened && <Opened optimizer={optimizer} change={change} />}
    </details>
  );
}

/** The options beside the rate, as they are set. */
function inWords({ defaults }: Rule, optimizer: OptimizerSpec): string {
  const { learningRate: _, ...others } = defaults;
  const set = Object.entries(others as Readonly<Record<string, number>>).map(([name, standard]) =>
    words.rules.option(name, (optimizer[name] as number | undefined) ?? standard),
  );
  return [...set, words.rules.options].join(' · ');
}

interface RateProps {
  readonly walker: Walker;
  readonly change: (option: string, value: number) => void;
  readonly tune: () => void;
}

function Rate({ walker: { optimizer, label, way }, change, tune }: RateProps) {
  const { learningRate = walkers[optimizer.name]?.defaults.learningRate } = optimizer;
  if (typeof learningRate !== 'number') {
    const { schedule } = learningRate as { schedule: string };
    const [first, last] = [way.rates[0] as number, way.rates.at(-1) as number];
    return (
      <p class="quiet">
        {words.rules.scheduled(scheduleWords(schedule), first, last)}{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            change('learningRate', first);
            keep();
          }}
        >
          {words.rules.constant}
        </button>
      </p>
    );
  }
  return (
    <div class="bar">
      <Dial
        label={words.rules.rate}
        value={learningRate}
        notches={rateNotches}
        range={nonNegative}
        onInput={(value) => change('learningRate', value)}
        onChange={keep}
      />
      <button
        type="button"
        class="small"
        aria-label={words.rules.tuneLabel(label)}
        title={words.rules.tuneHint(sweptRates.length)}
        onClick={tune}
      >
        {words.rules.tune}
      </button>
    </div>
  );
}

function Result({ walker: { way } }: { readonly walker: Walker }) {
  const shown = update.value;
  if (way.divergedAt !== null && shown >= way.divergedAt) {
    return <span class="result bad">{words.map.diverged(way.divergedAt)}</span>;
  }
  const above = (way.losses[shown] as number) - ground(experiment.value.problem).lowest;
  return <span class="result">{words.rules.above(above)}</span>;
}
