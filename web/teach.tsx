import { render } from 'preact';
import { useState } from 'preact/hooks';
import { ground } from '#src/lab/grounds';
import { linkHash, type LabState } from '#src/lab/link';
import { locks, type Lock } from '#src/lab/locks';
import { judge, type Task } from '#src/lab/task';
import { UsageError } from '#src/shared/errors';
import { carried } from './carried.ts';
import { useCopy } from './parts/use-copy.tsx';
import { entrants, experiment, keep, sent, show, state, update } from './store.ts';
import { number, teachSays, words } from './words.ts';

/** The goal that the link sets, and how far it is reached. */
export function TaskPanel() {
  const task = state.value.task as Task;
  const walkers = entrants.value;
  const { lowest } = ground(experiment.value.problem);
  const { isDone, arrivals, ratesHold, missing } = judge(task, walkers, lowest);
  const parts = [
    ...walkers.map(({ label }, i) => teachSays.arrives(label, arrivals[i] ?? null, task.within)),
    ...(ratesHold ? [] : [teachSays.rates]),
    ...(missing.length > 0 ? [teachSays.missing(missing)] : []),
  ];
  const verdict = isDone ? teachSays.done : teachSays.open;
  return (
    <section class="task-panel" aria-label={teachSays.task}>
      <h2>{teachSays.task}</h2>
      <p>{task.says ?? teachSays.goal(task)}</p>
      <p role="status" class={isDone ? 'good' : ''}>
        {isDone ? '✓ ' : ''}
        {teachSays.judged(verdict, parts)}
      </p>
    </section>
  );
}

/** Puts the form into what is unfolded, when it is for the first time. */
export function openForm(details: Element): void {
  const known = details.querySelector('.teach-form');
  if (known === null) render(<TeachForm />, details.appendChild(document.createElement('div')));
}

/** Makes a link with a task of what is shown. */
function TeachForm() {
  const { task, lock } = state.value;
  const [goal, setGoal] = useState(String(task?.goal ?? 1e-3));
  const [within, setWithin] = useState(String(task?.within ?? experiment.value.updates));
  const [who, setWho] = useState<'all' | 'one'>(task?.who ?? 'all');
  const [oneRate, setOneRate] = useState(task?.oneRate ?? false);
  const [says, setSays] = useState(task?.says ?? '');
  const [hidden, setHidden] = useState<readonly Lock[]>(lock ?? []);
  const [wrong, setWrong] = useState('');
  const { copy, outcome } = useCopy();

  const made = (): LabState | undefined => {
    const { lock: _, ...rest } = carried();
    const set: LabState = {
      ...rest,
      ...(hidden.length > 0 && { lock: locks.filter((name) => hidden.includes(name)) }),
      task: {
        goal: Number(goal),
        within: Number(within),
        ...(who === 'one' && { who }),
        ...(oneRate && { oneRate }),
        ...(says !== '' && { says }),
      },
    };
    try {
      setWrong('');
      return sent(set);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      setWrong(teachSays.wrong(error.message));
      return undefined;
    }
  };
  const take = (text: (address: string) => string) => {
    const set = made();
    if (set) void copy(text(`${location.href.split('#')[0]}${linkHash(set)}`));
  };
  const toggle = (name: Lock) =>
    setHidden(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]);
  return (
    <div class="teach-form">
      <p>{teachSays.lead}</p>
      <label>
        {teachSays.height}
        <input
          inputMode="decimal"
          value={goal}
          onInput={({ currentTarget }) => setGoal(currentTarget.value)}
        />
      </label>
      <label>
        {teachSays.within}
        <input
          inputMode="numeric"
          value={within}
          onInput={({ currentTarget }) => setWithin(currentTarget.value)}
        />
      </label>
      <label>
        {teachSays.who}
        <select
          value={who}
          onChange={({ currentTarget }) => setWho(currentTarget.value as typeof who)}
        >
          <option value="all">{teachSays.all}</option>
          <option value="one">{teachSays.one}</option>
        </select>
      </label>
      <label class="tick-box">
        <input type="checkbox" checked={oneRate} onChange={() => setOneRate(!oneRate)} />
        {teachSays.oneRate}
      </label>
      <label class="own-words">
        {teachSays.says}
        <textarea
          rows={2}
          maxLength={400}
          value={says}
          onInput={({ currentTarget }) => setSays(currentTarget.value)}
        />
      </label>
      <fieldset>
        <legend>{teachSays.hides}</legend>
        {locks.map((name) => (
          <label key={name} class="tick-box">
            <input type="checkbox" checked={hidden.includes(name)} onChange={() => toggle(name)} />
            {teachSays.locks[name]}
          </label>
        ))}
      </fieldset>
      <div class="share">
        <button type="button" onClick={() => take((address) => address)}>
          {teachSays.link}
        </button>
        <button type="button" onClick={() => take(frame)}>
          {teachSays.frame}
        </button>
        <button
          type="button"
          onClick={() => {
            const set = made();
            if (set === undefined) return;
            show(set);
            keep();
          }}
        >
          {teachSays.here}
        </button>
        {outcome}
      </div>
      <p class="notice" role="alert">
        {wrong}
      </p>
    </div>
  );
}

function frame(address: string): string {
  const src = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${src}" title="${words.title}" width="100%" height="640" allow="clipboard-write"></iframe>`;
}

/** Puts what is shown in words and as a link where paper shows it. */
export function printState(): void {
  const place =
    document.querySelector('.printed') ??
    document.body.appendChild(
      Object.assign(document.createElement('div'), { className: 'printed' }),
    );
  render(<Printed />, place);
}

function Printed() {
  const { problem, updates, seeds } = experiment.value;
  const { task } = state.value;
  const conditions = [
    inWords(problem),
    words.transport.at(update.value, updates),
    ...(seeds ? [`${words.conditions.seed} ${seeds.join(', ')}`] : []),
    ...entrants.value.map(({ optimizer }) => inWords(optimizer)),
  ];
  return (
    <>
      {task && <p>{teachSays.printedTask(task.says ?? teachSays.goal(task))}</p>}
      <p>{teachSays.printed(`${conditions.join(' · ')}.`)}</p>
      <p>{location.href}</p>
    </>
  );
}

/** A problem or an optimizer as it is set: its name and its options. */
function inWords({
  name,
  ...options
}: {
  readonly name: string;
  readonly [option: string]: unknown;
}): string {
  const set = Object.entries(options).map(
    ([option, value]) =>
      `${option} ${typeof value === 'number' ? number(value) : JSON.stringify(value)}`,
  );
  return [name, ...set].join(' ');
}
