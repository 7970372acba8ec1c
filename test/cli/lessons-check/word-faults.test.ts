import { describe, expect, it } from 'vitest';
import { wordFaults } from '../../../src/cli/lessons-check/word-faults.ts';
import type { LessonData } from '../../../src/course/lesson-data.ts';
import { linear, plot } from '../../../src/figures/index.ts';
import { aLesson } from '../../support/a-lesson.ts';

const line = plot({ x: linear('x'), y: linear('y'), lines: [{ style: 'sgd', x: [0], y: [1] }] });
const data = {
  runs: {},
  experiments: { one: { updates: 1500, problem: { condition: 10 }, seeds: [1, 2, 3] } },
} as unknown as LessonData;
const figure = '![Over 1,500 updates of L2](loss "At 10 it falls {see gap}")\n_a protocol_';
const good = [
  '{{code sgd}}',
  'It is {gap: 3 to 6}, and nearly nothing is {rest: below 0.5}.',
  '> Which?\n>\n> - this {gap: below 3}\n> - that {gap: above 3}',
  figure,
].join('\n\n');
const faults = (words: string, runs: LessonData['runs'] = {}) =>
  wordFaults(
    aLesson('a', ['sgd'], {
      words,
      measures: () => ({ gap: 5, rest: 0.1 }),
      figures: () => ({ loss: line }),
    }),
    { ...data, runs },
  );
const searched = (learningRate: boolean, weightDecay: boolean) =>
  ({
    'race.adamw': {
      tuning: {
        option: 'learningRate',
        best: 0.001,
        onBorder: learningRate,
        and: { option: 'weightDecay', best: 3, onBorder: weightDecay },
      },
    },
  }) as unknown as LessonData['runs'];

describe("the author's guard", () => {
  it('has nothing against words that rest on measures', () => {
    expect(faults(good)).toEqual([]);
  });

  it.each([
    [
      'a measure that is never named',
      good.replace('{rest: below 0.5}', 'so'),
      'lessons/a/lesson.md never quotes the measure "rest"; quote it or delete it',
    ],
    [
      'a figure that is shown twice',
      `${good}\n\n${figure}`,
      'lessons/a/lesson.md shows the figure "loss" 2 times; show it once',
    ],
    [
      'an exercise whose code is never quoted',
      good.replace('{{code sgd}}', ''),
      'lessons/a/lesson.md never quotes the code of "sgd", which has hints: {{code sgd}}',
    ],
    [
      'a claim that fails',
      good.replace('3 to 6', '6 to 9'),
      'the claim "gap" fails: 5 in "It is 5, and nearly nothing is 0.1"',
    ],
    [
      'a claim that can hardly fail',
      good.replace('3 to 6', 'above 2'),
      'the claim "gap" can hardly fail: half of 5 would hold, and twice as well',
    ],
    [
      'a question without its mark',
      good.replace('Which?', 'Which'),
      'lessons/a/lesson.md:7: a question ends in a question mark',
    ],
    [
      'a choice that is offered twice',
      good.replace('- that', '- this'),
      'lessons/a/lesson.md:7: a question offers two choices or more, each once',
    ],
    [
      'a question with two answers',
      good.replace('{gap: below 3}', '{gap: below 9}'),
      'lessons/a/lesson.md:7: exactly one choice must hold, and of these none or several do',
    ],
    [
      'a title that rests on nothing',
      good.replace(' {see gap}', ''),
      'lessons/a/lesson.md:12: what the figure "loss" says rests on no claim; quote a measure that has a bound, or refer to it: {see name}',
    ],
    [
      'a number in a title that no experiment sets',
      good.replace('At 10', 'At 4.8'),
      'lessons/a/lesson.md:12: 4.8 is typed in the title or alt text of "loss", and no experiment sets it; quote a measure',
    ],
  ])('finds %s', (_, words, fault) => {
    expect(faults(words)).toEqual([fault]);
  });

  it('finds each option whose best value lies on the border of its search, by experiment and value', () => {
    const says = (best: string) =>
      `the experiment "race.adamw" is best at ${best}, on the border of its search; try values beyond it`;
    expect(faults(good, searched(false, false))).toEqual([]);
    expect(faults(good, searched(false, true))).toEqual([says('weightDecay 3')]);
    expect(faults(good, searched(true, true))).toEqual([
      says('learningRate 0.001'),
      says('weightDecay 3'),
    ]);
  });
});
