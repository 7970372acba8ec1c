import { rules, type Rule } from 'downhill/rules';
import type { ScheduleConfig } from 'downhill/schedules';
import { Conditions, GroundPicker } from '../parts/ground-picker.tsx';
import { LossChart } from '../parts/loss-chart.tsx';
import { RateChart } from '../parts/rate-chart.tsx';
import { FocusCard } from '../parts/focus-card.tsx';
import { ScheduleEditor } from '../parts/schedule-editor.tsx';
import { Share } from '../parts/share.tsx';
import { Told } from '../parts/told.tsx';
import { Transport } from '../parts/transport.tsx';
import { mostEntrants } from '#src/lab/link';
import { entrants, keep, optimizers, race, type Walker } from '../store.ts';
import { scheduleSays, words } from '../words.ts';
import type { Opened } from './view.ts';

/** A rate by update, built by nesting, beside what it does. */
export const view: Opened = { Show: ScheduleView };

function ScheduleView() {
  const focus = entrants.value[0] as Walker;
  const { name } = focus.optimizer;
  const alike = entrants.value.filter(({ optimizer }) => optimizer.name === name);
  const config = configOf(focus);
  const change = (learningRate: ScheduleConfig) =>
    race([{ ...focus.optimizer, learningRate }, ...optimizers.value.slice(1)]);
  const compare = () => {
    const rival = { ...focus.optimizer, learningRate: Math.max(...focus.way.rates) };
    race([focus.optimizer, rival, ...optimizers.value.slice(1)]);
    keep();
  };
  return (
    <div class="desk">
      <div class="stage">
        <GroundPicker />
        <Transport />
        <RateChart walkers={alike} />
        <LossChart walkers={alike} />
        <Told walkers={alike} />
      </div>
      <aside>
        <FocusCard />
        <section class="rules" aria-label={words.views.schedule}>
          <h2>{words.views.schedule}</h2>
          <ScheduleEditor config={config} onInput={change} />
          {optimizers.value.length < mostEntrants && (
            <button type="button" class="wide" onClick={compare}>
              {scheduleSays.compare}
            </button>
          )}
        </section>
        <Conditions />
      </aside>
      <Share />
    </div>
  );
}

function configOf({ optimizer: { name, learningRate } }: Walker): ScheduleConfig {
  if (typeof learningRate === 'object') return learningRate as ScheduleConfig;
  const rule = (rules as unknown as Readonly<Record<string, Rule>>)[name] as Rule;
  const rate = (learningRate as number | undefined) ?? rule.defaults.learningRate;
  return { schedule: 'constant', rate };
}
