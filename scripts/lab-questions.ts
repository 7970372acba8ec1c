import { existsSync, readFileSync } from 'node:fs';
import type { LessonData } from '../src/course/lesson-data.ts';
import { answerOf, predictionKey, questions } from '../src/course/question.ts';
import { lessonNamed } from '../src/course/syllabus.ts';
import type { LabQuestion } from '../web/exercises.ts';
import { root } from './docstring.ts';

/** The questions of a lesson, with what its committed report measured: none of those whose runs it does not hold yet. */
export async function labQuestions(id: string): Promise<readonly LabQuestion[]> {
  const file = new URL(`reports/${id}/data.json`, root);
  if (!existsSync(file)) return [];
  const lesson = await lessonNamed(id);
  const { runs, claims, figures } = JSON.parse(readFileSync(file, 'utf8')) as LessonData;
  if (!Object.keys(lesson.experiments).every((name) => name in runs)) return [];
  const measures = lesson.measures(runs);
  return questions(lesson).flatMap((question): LabQuestion[] => {
    const { text, choices, reveal } = question;
    const answer = answerOf(question, measures);
    if (answer === undefined) return [];
    const measured = choices.map(({ held }) => held.measure);
    const claim = claims.find((one) => measured.includes(one.id));
    const figure = figures.find((one) => one.id === reveal);
    return [
      {
        key: predictionKey(lesson, question),
        text,
        choices: choices.map((choice) => choice.text),
        answer,
        finding: figure?.title ?? '',
        ...(claim && { claim: claim.text }),
      },
    ];
  });
}
