import { isScheduleConfig } from '#src/schedules/schedule';
import { UsageError } from '#src/shared/errors';
import type { Range } from '#src/shared/options';
import { scheduleFromConfig, type ScheduleConfig } from 'downhill/schedules';
import { logNotches } from '../notches.ts';
import { scheduleChoices, templateOf } from '../schedule-templates.ts';
import { experiment, keep } from '../store.ts';
import { optionWords, scheduleSays, scheduleWords } from '../words.ts';
import { Dial } from './dial.tsx';

interface EditorProps {
  readonly config: ScheduleConfig;
  readonly onInput: (config: ScheduleConfig) => void;
}

/** Builds a schedule by nesting: which it is, its options, and in the same way those that it holds. */
export function ScheduleEditor({ config, onInput }: EditorProps) {
  const { schedule: name, ...options } = config;
  const change = (option: string, value: unknown) => {
    const next = { ...config, [option]: value } as ScheduleConfig;
    if (fault(next) === undefined) onInput(next);
  };
  return (
    <div class="schedule">
      <select
        aria-label={scheduleSays.kind}
        value={name}
        onChange={({ currentTarget }) => {
          onInput(templateOf(currentTarget.value, config, experiment.value.updates));
          keep();
        }}
      >
        {scheduleChoices.map((one) => (
          <option key={one} value={one}>
            {scheduleWords(one)}
          </option>
        ))}
      </select>
      {Object.entries<unknown>(options).map(([option, value]) => (
        <Option key={option} config={config} option={option} value={value} change={change} />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly config: ScheduleConfig;
  readonly option: string;
  readonly value: unknown;
  readonly change: (option: string, value: unknown) => void;
}

function Option({ config, option, value, change }: OptionProps) {
  const label = optionWords(option);
  if (typeof value === 'number') {
    const range = rangeOf(config, (one) => ({ [option]: one }));
    return (
      <Dial
        label={label}
        value={value}
        notches={notchesFor(option, value, range)}
        range={range}
        onInput={(one) => change(option, one)}
        onChange={keep}
      />
    );
  }
  if (isScheduleConfig(value)) {
    return (
      <fieldset class="nested">
        <legend>{label}</legend>
        <ScheduleEditor config={value} onInput={(one) => change(option, one)} />
      </fieldset>
    );
  }
  const list = value as readonly unknown[];
  const replaced = (i: number, one: unknown) => list.map((old, j) => (j === i ? one : old));
  return (
    <>
      {list.map((one, i) => {
        const each = scheduleSays.each(label, i + 1);
        if (isScheduleConfig(one)) {
          return (
            <fieldset key={i} class="nested">
              <legend>{each}</legend>
              <ScheduleEditor config={one} onInput={(next) => change(option, replaced(i, next))} />
            </fieldset>
          );
        }
        const range = rangeOf(config, (next) => ({ [option]: replaced(i, next) }));
        return (
          <Dial
            key={i}
            label={each}
            value={one as number}
            notches={notchesFor(option, one as number, range)}
            range={range}
            onInput={(next) => change(option, replaced(i, next))}
            onChange={keep}
          />
        );
      })}
    </>
  );
}

/** What is wrong with a config, in a sentence. */
function fault(config: ScheduleConfig): string | undefined {
  try {
    scheduleFromConfig(config);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.rule;
    throw error;
  }
}

/** What a number may be with which the schedule can be built. */
function rangeOf(config: ScheduleConfig, changed: (value: number) => object): Range {
  const wrong = (value: number) => fault({ ...config, ...changed(value) });
  const limit = wrong(-1) ?? '';
  return {
    says: limit.replace(/^.*? must be /, ''),
    holds: (value) => wrong(value) === undefined,
  };
}

const counts = logNotches(1, 1000).map(Math.round);

function notchesFor(option: string, value: number, range: Range): readonly number[] {
  const isRate = ['rate', 'peak', 'floor'].includes(option);
  const isWhole = range.holds(value + 1) && !range.holds(value + 0.5);
  const shares = Array.from({ length: 41 }, (_, i) => i / 40);
  const all = isRate ? [0, ...logNotches(1e-4, 10)] : isWhole ? counts : [...shares, 1.5, 2, 3, 4];
  return [...new Set([...all, value])].filter((one) => range.holds(one)).sort((a, b) => a - b);
}
