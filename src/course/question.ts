import type { LessonText, Question } from './lesson-text.ts';
import { keeps, type Measures } from './quote.ts';

/** As much of a lesson as its questions need. */
interface Asking extends Pick<LessonText, 'blocks'> {
  readonly id: string;
}

/** A question, what its reader chose, and what the runs say. */
export interface Prediction {
  readonly question: Question;
  /** Undefined where none was made, or the choices have changed since. */
  readonly choice: string | undefined;
  /** The measured answer; undefined where nothing was measured. */
  readonly answer: string | undefined;
}

/** A question that was answered, beside what the runs say. */
export interface ScoredQuestion {
  readonly question: string;
  readonly choice: string;
  /** The measured answer. */
  readonly answer: string;
  readonly right: boolean;
  /** The figure that shows it. */
  readonly reveal: string;
}

/** The name under which a learner's choice is kept. */
export function predictionKey(lesson: Pick<Asking, 'id'>, { id }: Question): string {
  return `${lesson.id}/${id}`;
}

/** The questions of a lesson, in order. */
export function questions({ blocks }: Pick<Asking, 'blocks'>): readonly Question[] {
  return blocks.flatMap((block) => (block.kind === 'question' ? [block.question] : []));
}

/** The choice that the measures bear out; undefined where it is not exactly one. */
export function answerOf({ choices }: Question, measures: Measures): string | undefined {
  const borne = choices.filter(
    ({ held: { measure, bound } }) => bound && keeps(measures[measure] ?? NaN, bound(measures)),
  );
  return borne.length === 1 ? borne[0]?.text : undefined;
}

/** Every question of a lesson, with what was made of it. @param measures absent where nothing was measured */
export function predictionsOf(
  lesson: Asking,
  made: Readonly<Record<string, string>>,
  measures?: Measures,
): readonly Prediction[] {
  return questions(lesson).map((question) => {
    const chosen = made[predictionKey(lesson, question)];
    return {
      question,
      choice: question.choices.find(({ text }) => text === chosen)?.text,
      answer: measures && answerOf(question, measures),
    };
  });
}

/** Each question of a lesson that was answered. */
export function scoreQuestions(
  lesson: Asking,
  measures: Measures,
  made: Readonly<Record<string, string>>,
): readonly ScoredQuestion[] {
  return predictionsOf(lesson, made, measures).flatMap(({ question, choice, answer }) => {
    if (choice === undefined || answer === undefined) return [];
    const { text, reveal } = question;
    return [{ question: text, choice, answer, right: choice === answer, reveal }];
  });
}

/** `Your predictions` as a report shows them, in Markdown; nothing where none was made. */
export function predictionsSection(scored: readonly ScoredQuestion[]): readonly string[] {
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
