import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findings } from '../../src/course/findings.ts';
import { figureLabLinks, lessonLabLink } from '../../src/course/lab-links.ts';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import type { Figure } from '../../src/figures/figure.ts';
import { entrantsOf, readLink } from '../../src/lab/link.ts';

const lessons = await syllabus();

function saved(id: string) {
  const data = JSON.parse(readFileSync(`reports/${id}/data.json`, 'utf8')) as LessonData;
  const lesson = lessons.find((one) => one.id === id) as (typeof lessons)[0];
  return { runs: data.runs, figures: findings(lesson, data.runs).figures };
}

const statesIn = (links = '') =>
  [...links.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => readLink(link as string));

it('leads from a figure to the experiments whose ways it shows, those of one landscape together', () => {
  const { runs, figures } = saved('conditioning');
  const states = statesIn(figureLabLinks(figures['hikes'] as Figure, runs));
  expect(states.map((state) => state.experiment.problem['rotation'])).toEqual([0, 45]);
  expect(states.map((state) => entrantsOf(state).length)).toEqual([1, 2]);
  expect(figureLabLinks(figures['race'] as Figure, runs)).toBeUndefined();
});

it('leads from a lesson to the first experiments that can walk, and from one of data to none', () => {
  const [state] = statesIn(lessonLabLink(saved('warm-up').runs));
  expect(state && entrantsOf(state)).toHaveLength(3);
  expect(lessonLabLink(saved('adamw').runs)).toBeUndefined();
});
