import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import lessons from '../../lessons/index.ts';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { lessonPage } from '../../src/course/lesson-page.ts';
import {
  measuredAnswer,
  predictionsSection,
  scorePredictions,
} from '../../src/course/predictions.ts';
import { aLesson } from '../support/a-lesson.ts';

const prediction = {
  id: 'lower',
  question: 'Which ends lower?',
  choices: ['this', 'that'],
  answer: () => 1,
  reveal: 'loss',
} as const;
const lesson = aLesson('a', [], { predictions: [prediction] });

describe('a prediction', () => {
  it('is right when the runs bear it out, whatever was said', () => {
    const scored = (choice: string) => scorePredictions(lesson, {}, { 'a/lower': choice });
    expect(scored('that')).toMatchObject([{ choice: 'that', answer: 'that', right: true }]);
    expect(scored('this')).toMatchObject([{ choice: 'this', answer: 'that', right: false }]);
  });

  it('that was not made, or whose choices have changed, is not scored', () => {
    expect(scorePredictions(lesson, {}, {})).toEqual([]);
    expect(scorePredictions(lesson, {}, { 'a/lower': 'neither' })).toEqual([]);
    expect(scorePredictions(lesson, {}, { 'b/lower': 'that' })).toEqual([]);
  });

  it('that is answered with no choice is a fault of the lesson', () => {
    const wrong = { ...prediction, answer: () => 2 };
    expect(() => measuredAnswer(lesson, wrong, {})).toThrow(
      'lesson "a": the prediction "lower" answers 2, which is none of its 2 choices',
    );
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
const shipped = lessons.filter(({ id }) => existsSync(report(id, 'data.json')));

describe.each(shipped.map((one) => [one.id, one] as const))('the lesson %s', (id, lesson) => {
  const data = JSON.parse(readFileSync(report(id, 'data.json'), 'utf8')) as LessonData;

  it('asks what its runs answer, before a figure of its own', () => {
    expect(lesson.predictions?.length).toBeGreaterThan(0);
    const figures = Object.keys(lesson.figures(data.runs));
    for (const one of lesson.predictions ?? []) {
      expect(one.question).toMatch(/\?$/);
      expect(new Set(one.choices).size).toBe(one.choices.length);
      expect(figures).toContain(one.reveal);
      expect(one.choices).toContain(measuredAnswer(lesson, one, data.runs));
    }
  });

  it("shows predictions and folds the code in its reader's report, and only there", async () => {
    const figures = lesson.figures(data.runs);
    const made = (lesson.predictions ?? []).map((one) => [`${id}/${one.id}`, one.choices[0]]);
    const predictions = scorePredictions(lesson, data.runs, Object.fromEntries(made));
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
