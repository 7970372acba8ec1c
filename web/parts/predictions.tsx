import { useRef } from 'preact/hooks';
import type { LabExercise, LabQuestion } from '../exercises.ts';
import { note, progress } from '../progress.ts';
import { ownRuleSays } from '../words.ts';
import { marked } from './marked.tsx';

/** Whether a question was answered, here or in the terminal. */
export function isAnswered(question: LabQuestion): boolean {
  return choiceOf(question) !== undefined;
}

/** What was chosen; nothing where the choices have changed since. */
function choiceOf({ key, choices }: LabQuestion): string | undefined {
  return choices.find((choice) => choice === progress.value.predictions[key]);
}

/** The questions of an exercise's lesson: each is answered once, and then shows what was measured. */
export function Predictions({ exercise }: { readonly exercise: LabExercise }) {
  const { lesson, questions } = exercise;
  const place = useRef<HTMLDivElement>(null);
  const answer = (key: string, choice: string) => {
    note({ predictions: { ...progress.value.predictions, [key]: choice } });
    const next = place.current?.closest('section')?.querySelector<HTMLElement>('input, button');
    (next ?? place.current)?.focus();
  };
  return (
    <div class="predictions" ref={place} tabIndex={-1}>
      {questions.map((question) => (
        <div key={question.key}>
          {isAnswered(question) ? (
            <p>{marked(question.text)}</p>
          ) : (
            <Ask question={question} onAnswer={(choice) => answer(question.key, choice)} />
          )}
          <div role="status">
            {isAnswered(question) && <Reveal lesson={lesson} question={question} />}
          </div>
        </div>
      ))}
    </div>
  );
}

interface AskProps {
  readonly question: LabQuestion;
  readonly onAnswer: (choice: string) => void;
}

function Ask({ question: { text, choices }, onAnswer }: AskProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(String(new FormData(event.currentTarget).get('choice')));
      }}
    >
      <fieldset>
        <legend>{marked(text)}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input type="radio" name="choice" value={choice} required />
            <span>{marked(choice)}</span>
          </label>
        ))}
      </fieldset>
      <p class="bar actions">
        <button type="submit">{ownRuleSays.answer}</button>
      </p>
    </form>
  );
}

interface RevealProps {
  readonly lesson: string;
  readonly question: LabQuestion;
}

function Reveal({ lesson, question }: RevealProps) {
  const { answer, claim, finding } = question;
  const choice = choiceOf(question) as string;
  return (
    <>
      <p>
        <b>
          {marked(
            choice === answer ? ownRuleSays.right(choice) : ownRuleSays.wrong(choice, answer),
          )}
        </b>
      </p>
      <p>
        {claim !== undefined && marked(`${claim}. `)}
        <a href={`${lesson}/index.html`}>{marked(finding)}</a>
      </p>
    </>
  );
}
