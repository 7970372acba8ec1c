import { UsageError } from '../shared/errors.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Lesson, Prediction } from './lesson.ts';

/** A prediction that was made, beside what the runs say. */
export interface ScoredPrediction {
  readonly question: string;
  readonly choice: string;
  /** The measured answer. */
  readonly answer: string;
  readonly right: boolean;
  /** The figure that shows it. */
  readonly reveal: string;
}

/** The name under which a learner's choice is kept. */
export function predictionKey(lesson: Pick<Lesson, 'id'>, { id }: Prediction): string {
  return `${lesson.id}/${id}`;
}

/** The choice that the runs bear out. @throws UsageError when the lesson answers with something that is no choice */
export function measuredAnswer(
  lesson: Pick<Lesson, 'id'>,
  prediction: Prediction,
  runs: Readonly<Record<string, RunRecord>>,
): string {
  const answer = prediction.choices[prediction.answer(runs)];
  if (answer !== undefined) return answer;
  throw new UsageError(
    `lesson "${lesson.id}": the prediction "${prediction.id}" answers ${prediction.answer(runs)}, which is none of its ${prediction.choices.length} choices`,
  );
}

/** Each prediction of a lesson that was made; one whose choices have changed since counts as not made. */
export function scorePredictions(
  lesson: Lesson,
  runs: Readonly<Record<string, RunRecord>>,
  made: Readonly<Record<string, string>>,
): readonly ScoredPrediction[] {
  return (lesson.predictions ?? []).flatMap((prediction) => {
    const choice = made[predictionKey(lesson, prediction)];
    if (choice === undefined || !prediction.choices.includes(choice)) return [];
    const answer = measuredAnswer(lesson, prediction, runs);
    const { question, reveal } = prediction;
    return [{ question, choice, answer, right: choice === answer, reveal }];
  });
}

/** `Your predictions` as a report shows them, in Markdown; nothing where none was made. */
export function predictionsSection(scored: readonly ScoredPrediction[]): readonly string[] {
  if (scored.length === 0) return [];
  const right = scored.filter((one) => one.right).length;
  return [
    '## Your predictions',
    `${right} of ${scored.length} came true.`,
    ...scored.map((one) => {
      const head = `**${one.question}**<br>You said: ${one.choice}.`;
      return one.right ? `${head} So it is.` : `${head} Measured: ${one.answer}.`;
    }),
  ];
}
