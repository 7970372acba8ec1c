import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import { LearnerProcess } from '../../src/sandbox/learner-process.ts';
import { inPool } from '../../src/sandbox/pool.ts';
import { forger } from './hostile/forgeries.ts';
import {
  course,
  courseOf,
  expectFate,
  expectSeen,
  hostile,
  probe,
  type Course,
} from './hostile/run.ts';
import { quick } from './hostile/table.ts';

describe('a learner’s process', () => {
  const courses = new Map<string, Course>();

  beforeAll(async () => {
    const outcomes = inPool(Object.keys(quick), (name, learner) => course(hostile(name), learner));
    for await (const outcome of outcomes) {
      if ('error' in outcome) throw outcome.error;
      courses.set(outcome.job, outcome.result);
    }
  }, 120_000);

  it.each(Object.entries(quick))('brings %s to its end', (name, fate) => {
    expectFate(courses.get(name) as Course, fate);
  });

  it('hands over the numbers of an honest file', () => {
    const { offer, observations } = courses.get('honest') as Course;
    expect(offer).toEqual({
      exportedAs: 'default',
      name: 'Descent',
      form: 'class',
    });
    for (const { path } of observations) {
      expect(path).toHaveLength(7);
      expect(path[6]?.[0]).toBeCloseTo(0.4, 5);
      expect(path[6]?.[1]).toBeCloseTo(2.6, 5);
    }
  });

  it('has tried every module of this Node', async () => {
    const tried = await readFile(hostile('tries-every-door'), 'utf8');
    const names = builtinModules.filter((name) => !/^internal|^v8\/|^node-inspect/.test(name));
    expect(
      names.filter(
        (name) =>
          !tried.includes(` ${name} `) &&
          !tried.includes(`'${name} `) &&
          !tried.includes(` ${name}'`),
      ),
    ).toEqual([]);
  });

  it('names the lines of the source in a stack', () => {
    const { ending } = courses.get('throws-an-error') as Course;
    expect(ending).toMatchObject({
      stack: 'RangeError: thrown on line 3\n    at throws-an-error.ts:3:7',
    });
  });
});

describe('a file that steps by w + 99 g and shows w - lr g', () => {
  // The slow project tries all ways; at once they only trip over each other.
  it.each(['the methods of a tensor', 'the store of the backend', 'serialization'])(
    'is seen as it is, by %s',
    async (way) => {
      const course = await courseOf(forger([way]), LearnerProcess.start());
      expect(course.ending.how).toBe('finished');
      expectSeen(course);
    },
  );
});

describe('a learner’s process', () => {
  const own: LearnerProcess[] = [];
  const start = (...limits: Parameters<typeof LearnerProcess.start>) => {
    const one = LearnerProcess.start(...limits);
    own.push(one);
    return one;
  };
  afterAll(() => own.forEach((one) => one.stop()));

  it('takes several rounds of probes, and ends when it is stopped', async () => {
    const learner = start();
    expect(await learner.ready).toBe('cpu');
    await learner.load(await compile(hostile('honest')));
    for (const round of ['a', 'b']) {
      const ids: string[] = [];
      for await (const { id } of learner.observe('class', [probe(round)])) ids.push(id);
      expect(ids).toEqual([round]);
    }
    learner.stop();
    expect(await learner.ended).toMatchObject({ how: 'finished' });
  });

  it('says why it does not start, which is no learner’s fault', async () => {
    const learner = start({ backend: 'abacus' });
    await expect(learner.ready).rejects.toThrow(/did not start.*unknown backend "abacus"/);
  });

  it('ends as stopped when it is stopped before it has started', async () => {
    const learner = start();
    learner.stop();
    expect(await learner.ended).toMatchObject({ how: 'finished' });
    await expect(learner.ready).rejects.toThrow(/did not start/);
  });
});
