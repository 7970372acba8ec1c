import { Float64 } from 'downhill/rules';
import { mismatch } from '#src/verify/mismatch';
import type { Diagnosis } from '#src/verify/verdict';
import { Weights } from '#src/verify/weights';
import { lessons, type LabExercise } from '../exercises.ts';
import { mostSeconds, type Outcome } from '../examine.ts';
import { ownRuleSays } from '../words.ts';

/** Mistakes and failed checks that are shown: the likeliest, and the first. */
const [mostMistakes, mostChecks] = [2, 6];

interface OutcomeProps {
  readonly exercise: LabExercise;
  readonly outcome: Outcome;
}

/** What came of a check, in the words of the command. */
export function OutcomeWords({ exercise, outcome }: OutcomeProps) {
  const at = (line: number | undefined) => (line === undefined ? '' : ownRuleSays.line(line));
  if (outcome.kind === 'endless') return <p>{ownRuleSays.endless(mostSeconds)}</p>;
  if (outcome.kind === 'forbidden') return <p>{ownRuleSays.forbidden(exercise.id)}</p>;
  if (outcome.kind === 'unreadable') {
    return (
      <>
        <h2 class="bad">{ownRuleSays.unreadable}</h2>
        <p>
          {at(outcome.line)}
          <code>{outcome.message}</code>
        </p>
      </>
    );
  }
  const { verdict, probes, diagnosis, advice, stack } = outcome.verdict;
  const failed = probes.filter(({ passed }) => !passed);
  const untouched = exercise.todos.find((todo) => failed.some(({ note }) => note?.endsWith(todo)));
  if (untouched !== undefined) return <p>{ownRuleSays.untouched(untouched)}</p>;
  const passes = verdict !== 'failed';
  const right = probes.length - failed.length;
  const threw = stack === undefined ? undefined : failed.find(({ note }) => note !== undefined);
  const unknown = failed
    .map(({ note }) => /\.(\w+) is not a function/.exec(note ?? '')?.[1])
    .find((name) => name !== undefined);
  return (
    <>
      <h2 class={passes ? 'good' : 'bad'}>
        {passes ? '✓' : '✗'} {ownRuleSays.verdict(verdict, right, probes.length)}
      </h2>
      {diagnosis.slice(0, mostMistakes).map((one) => (
        <Mistake key={one.id} says={one} />
      ))}
      {threw && (
        <p>
          {at(outcome.line)}
          <code>{mismatch(threw)}</code>
        </p>
      )}
      {unknown !== undefined && exercise.kind !== 'function' && (
        <p>{ownRuleSays.algebra(unknown, wordsOf(exercise))}</p>
      )}
      {failed.length > 0 && (
        <details>
          <summary>{ownRuleSays.failed(failed.length)}</summary>
          <ul>
            {failed.slice(0, mostChecks).map((probe) => (
              <li key={probe.id}>
                <b>{probe.about}</b>: {mismatch(probe)}
              </li>
            ))}
          </ul>
          {failed.length > mostChecks && (
            <p class="quiet">{ownRuleSays.more(failed.slice(mostChecks).map(({ id }) => id))}</p>
          )}
        </details>
      )}
      {advice.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </>
  );
}

/** What an array can be asked for. */
function wordsOf({ kind }: LabExercise): readonly string[] {
  const kinds = kind === 'penalty' ? [Float64, Weights] : [Float64];
  const all = kinds.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  return [...new Set(all)].filter((name) => name !== 'constructor');
}

function Mistake({ says }: { readonly says: Diagnosis }) {
  const { fault, library, match, remedy, member } = says;
  const lesson = lessons[member];
  return (
    <div class="mistake">
      <p>
        <b>{ownRuleSays.fault(fault, library)}</b>{' '}
        <span class="quiet">{ownRuleSays.matches[match]}</span>
      </p>
      <p>{ownRuleSays.remedy(remedy)}</p>
      {lesson !== undefined && (
        <p>
          <a href={`${lesson}/index.html`}>{ownRuleSays.lesson(lesson)}</a>
        </p>
      )}
    </div>
  );
}
