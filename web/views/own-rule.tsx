import { signal } from '@preact/signals-core';
import { useRef, useState } from 'preact/hooks';
import { mostEntrants } from '#src/lab/link';
import { bestRate, sweep } from '#src/lab/sweep';
import { examine, type Outcome } from '../examine.ts';
import { exercises, type LabExercise } from '../exercises.ts';
import { kept, keepInBrowser } from '../kept.ts';
import { own } from '../own-rule.ts';
import { part } from '../part.ts';
import { wholeFile } from '../program.ts';
import { note, noteExercise, progress, progressOf } from '../progress.ts';
import { download } from '../save.ts';
import { experiment, keep, optimizers, race, show } from '../store.ts';
import { CarryProgress } from '../parts/carry-progress.tsx';
import { Editor } from '../parts/editor.tsx';
import { marked } from '../parts/marked.tsx';
import { OutcomeWords } from '../parts/outcome.tsx';
import { isAnswered, Predictions } from '../parts/predictions.tsx';
import { ownRuleSays } from '../words.ts';
import type { Opened } from './view.ts';

/** The reader's own rule: written here, examined here, raced on the map. */
export const view: Opened = { lead: ownRuleSays.about, Show: OwnRuleView };

function OwnRuleView() {
  const ofLesson = exercises.filter(({ lesson }) => lesson === progress.value.current);
  const exercise = ofLesson.find(({ id }) => id === chosen.value) ?? ofLesson[0] ?? exercises[0];
  return (
    <div class="desk own-rule">
      <Exercise key={exercise?.id} exercise={exercise as LabExercise} />
    </div>
  );
}

/** The exercise that the reader has chosen last: a lesson may have two. */
const chosen = signal(kept('exercise'));

/** The exercises that the reader has gone on to, on this visit. */
const opened = signal<readonly string[]>([]);

function Exercise({ exercise }: { readonly exercise: LabExercise }) {
  const { id, questions } = exercise;
  // Whoever has begun to write is past a prediction.
  const [isPast] = useState(() => kept(id) !== undefined || questions.every(isAnswered));
  if (isPast || opened.value.includes(id)) return <Desk exercise={exercise} />;
  return (
    <>
      <div class="stage">
        <Picker exercise={exercise} />
        <section>
          <h2>{ownRuleSays.ask}</h2>
          <p>{ownRuleSays.lead(questions.length)}</p>
          <Predictions exercise={exercise} />
          <p class="bar actions">
            <button
              type="button"
              onClick={() => {
                opened.value = [...opened.value, id];
                document.querySelector<HTMLElement>('.region textarea')?.focus();
              }}
            >
              {questions.every(isAnswered) ? ownRuleSays.goOn : ownRuleSays.skip}
            </button>
          </p>
        </section>
      </div>
      <aside>
        <CarryProgress />
      </aside>
    </>
  );
}

function Desk({ exercise }: { readonly exercise: LabExercise }) {
  const { id, kind, label, lesson, file, task, questions, text: parts } = exercise;
  const [text, setText] = useState(() => (kept(id) as string | undefined) ?? parts.start);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isChecking, setChecking] = useState(false);
  const typed = useRef(text);
  const write = (next: string) => {
    typed.current = next;
    setText(next);
    setOutcome(undefined);
    keepInBrowser(id, next);
  };
  const check = async () => {
    if (isChecking) return;
    setChecking(true);
    setOutcome(undefined);
    const asked = text;
    const found = await examine(exercise, asked);
    setChecking(false);
    const passed = found.kind === 'verdict' && found.verdict.verdict !== 'failed';
    const { passed: before, tries } = progressOf(id);
    noteExercise(id, {
      passed,
      // Unknown, where some were made before they were counted.
      ...(tries !== undefined && { tries: before ? tries : tries + 1 }),
    });
    // Whoever has gone on writing is told nothing of what stands there no more.
    if (typed.current === asked) setOutcome(found);
  };
  const line = outcome !== undefined && 'line' in outcome ? outcome.line : undefined;
  return (
    <>
      <div class="stage">
        <Picker exercise={exercise} />
        <p class="task">{ownRuleSays.task(task)}</p>
        <Editor
          exercise={exercise}
          text={text}
          wrong={line}
          onInput={write}
          onCheck={() => void check()}
        />
        <div class="bar actions">
          <button
            type="button"
            class="check"
            aria-disabled={isChecking}
            onClick={() => void check()}
          >
            {isChecking ? ownRuleSays.checking : ownRuleSays.check}
          </button>
          {outcome !== undefined && walks(outcome) && (
            <button type="button" onClick={() => raceOwn(exercise, text, setOutcome)}>
              {ownRuleSays.race}
            </button>
          )}
          <button type="button" onClick={() => write(parts.start)}>
            {ownRuleSays.reset}
          </button>
        </div>
        <div class="told outcome" role="status">
          {outcome !== undefined && <OutcomeWords exercise={exercise} outcome={outcome} />}
        </div>
      </div>
      <aside>
        <Hints exercise={exercise} />
        {questions.length > 0 && (
          <section>
            <h2>{ownRuleSays.predictions}</h2>
            <Predictions exercise={exercise} />
          </section>
        )}
        <section>
          <h2>{ownRuleSays.limits}</h2>
          <p>{ownRuleSays.unseen[kind]}</p>
          <p>
            <code>npx downhill check {id}</code>
          </p>
          <p>{ownRuleSays.carry(file)}</p>
          <p class="bar actions">
            <button
              type="button"
              onClick={() =>
                download(new Blob([wholeFile(exercise, text)]), file.split('/').at(-1) as string)
              }
            >
              {ownRuleSays.saveFile(file.split('/').at(-1) as string)}
            </button>
          </p>
          <p>
            <a href={`${lesson}/index.html`}>
              {ownRuleSays.read(kind === 'rule' ? label : lesson)}
            </a>
          </p>
        </section>
        <CarryProgress />
      </aside>
    </>
  );
}

function Picker({ exercise }: { readonly exercise: LabExercise }) {
  const done = exercises.filter(({ id }) => progressOf(id).passed).length;
  return (
    <div class="bar picker">
      <label>
        {ownRuleSays.exercise}{' '}
        <select
          class="add"
          value={exercise.id}
          onChange={({ currentTarget }) => {
            const { id, lesson } = exercises.find(
              ({ id }) => id === currentTarget.value,
            ) as LabExercise;
            chosen.value = id;
            keepInBrowser('exercise', id);
            note({ current: lesson });
          }}
        >
          {exercises.map(({ id, label }) => (
            <option key={id} value={id}>
              {progressOf(id).passed ? '✓ ' : ''}
              {label}
            </option>
          ))}
        </select>
      </label>
      <span class="quiet">{ownRuleSays.done(done, exercises.length)}</span>
    </div>
  );
}

function Hints({ exercise: { id, hints } }: { readonly exercise: LabExercise }) {
  const given = progressOf(id).hints;
  return (
    <section>
      <h2>{ownRuleSays.hints}</h2>
      <ol>
        {hints.slice(0, given).map((hint) => (
          <li key={hint}>{marked(hint)}</li>
        ))}
      </ol>
      {given < hints.length && (
        <p class="bar actions">
          <button type="button" onClick={() => noteExercise(id, { hints: given + 1 })}>
            {ownRuleSays.hint(given + 1, hints.length)}
          </button>
        </p>
      )}
    </section>
  );
}

/** Whether a rule that was checked can walk: it computes, and threw nowhere. */
function walks(outcome: Outcome): boolean {
  return outcome.kind === 'verdict' && outcome.verdict.stack === undefined && outcome.verdict.moves;
}

function raceOwn(exercise: LabExercise, text: string, told: (outcome: Outcome) => void): void {
  try {
    part('ending').walkOwn(exercise, text);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    told({ kind: 'forbidden' });
    return;
  }
  const others = optimizers.value.filter(({ name }) => name !== own).slice(0, mostEntrants - 1);
  // At the rate of its model, where that walks too: a right rule then goes the very same way.
  const model = others.find(({ name }) => name === exercise.member);
  const best = bestRate(sweep(experiment.value, { name: own }));
  const rate = best === undefined ? {} : { learningRate: best };
  race([...others, { ...(model ?? rate), name: own }]);
  show({ view: 'map' });
  keep();
}
