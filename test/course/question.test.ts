import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findings } from '../../src/course/findings.ts';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { lessonPage } from '../../src/course/lesson-page.ts';
import {
  answerOf,
  predictionKey,
  predictionsSection,
  questions,
  scoreQuestions,
} from '../../src/course/question.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import { aLesson } from '../support/a-lesson.ts';

const lesson = aLesson('a', [], {
  words: '> Which?\n>\n> - this {x: below 1}\n> - that {x: above 1}\n\n![alt](loss "T")',
});
const [question] = questions(lesson);

describe('a question', () => {
  it('is answered by the choice whose bound is kept, if that is one', () => {
    if (question === undefined) throw new Error('there is a question');
    expect(answerOf(question, { x: 0 })).toBe('this');
    expect(answerOf(question, { x: 2 })).toBe('that');
    expect(answerOf(question, { x: 1 })).toBeUndefined();
    expect(answerOf(question, { x: NaN })).toBeUndefined();
    const all = { ...question, choices: question.choices.concat(question.choices) };
    expect(answerOf(all, { x: 2 })).toBeUndefined();
  });

  it('is scored by what was measured, whatever was said', () => {
    const scored = (choice: string) => scoreQuestions(lesson, { x: 2 }, { 'a/loss': choice });
    expect(scored('that')).toEqual([
      { question: 'Which?', choice: 'that', answer: 'that', right: true, reveal: 'loss' },
    ]);
    expect(scored('this')).toMatchObject([{ choice: 'this', answer: 'that', right: false }]);
  });

  it('that was not answered, or whose choices have changed, is not scored', () => {
    expect(scoreQuestions(lesson, { x: 2 }, {})).toEqual([]);
    expect(scoreQuestions(lesson, { x: 2 }, { 'a/loss': 'neither' })).toEqual([]);
    expect(scoreQuestions(lesson, { x: 2 }, { 'b/loss': 'that' })).toEqual([]);
  });

  it('is shown with what was measured, and counted', () => {
    const text = predictionsSection([
      { question: 'Q?', choice: 'x', answer: 'x', right: true, reveal: 'f' },
      { question: 'R?', choice: 'y', answer: 'z', right: false, reveal: 'f' },
    ]).join('\n');
    expect(text).toContain('## Your predictions\n1 of 2 came true.');
    expect(text).toContain('**Q?**<br>You said: x. So it is.');
    expect(text).toContain('**R?**<br>You said: y. Measured: z.');
    expect(predictionsSection([])).toEqual([]);
  });
});

const report = (id: string, file: string) =>
  fileURLToPath(new URL(`../../reports/${id}/${file}`, import.meta.url));
const shipped = (await syllabus()).filter(({ id }) => existsSync(report(id, 'data.json')));

describe.each(shipped.map((one) => [one.id, one] as const))('the page of %s', (id, lesson) => {
  const data = JSON.parse(readFileSync(report(id, 'data.json'), 'utf8')) as LessonData;
  const { measures, figures } = findings(lesson, data.runs);

  it('asks before the figure that answers, and keeps the answer out of sight', () => {
    const page = readFileSync(report(id, 'index.md'), 'utf8');
    expect(questions(lesson).length).toBeGreaterThan(0);
    for (const question of questions(lesson)) {
      const asked = page.indexOf(`> **Before you look:** ${question.text}`);
      const answer = `<details><summary>The answer, as measured</summary>\n\n${answerOf(question, measures)}\n`;
      expect(asked).toBeGreaterThan(0);
      expect(page.indexOf(answer)).toBeGreaterThan(asked);
      expect(page.indexOf(`](${question.reveal}.png)`)).toBeGreaterThan(page.indexOf(answer));
    }
  });

  it("shows predictions and folds the code in its reader's report, and only there", async () => {
    const made = questions(lesson).map((one) => [
      predictionKey(lesson, one),
      one.choices[0]?.text ?? '',
    ]);
    const predictions = scoreQuestions(lesson, measures, Object.fromEntries(made));
    const own = await lessonPage(lesson, data, figures, { predictions, passed: new Set() });
    expect(own).toContain('## Your predictions');
    expect(own).toMatch(/<details><summary>The code, which is yours to write[^]*?```ts/);
    const passed = new Set(lesson.exercises.map((one) => one.id));
    expect(await lessonPage(lesson, data, figures, { predictions: [], passed })).not.toMatch(
      /Your predictions|yours to write/,
    );
    expect(readFileSync(report(id, 'index.md'), 'utf8')).not.toContain('Your predictions');
  });
});
