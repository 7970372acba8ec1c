import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LearnerProcess } from '../../src/sandbox/learner-process.ts';
import { inPool } from '../../src/sandbox/pool.ts';
import type { Limits } from '../../src/sandbox/sandbox.ts';
import { forger, forgeries } from '../sandbox/hostile/forgeries.ts';
import {
  course,
  courseOf,
  expectFate,
  expectSeen,
  hostile,
  type Course,
} from '../sandbox/hostile/run.ts';
import { quick, thorough, type Fate } from '../sandbox/hostile/table.ts';

describe('every hostile file', () => {
  const fates: Readonly<Record<string, Fate>> = { ...quick, ...thorough };
  const courses = new Map<string, Course>();

  beforeAll(async () => {
    const names = Object.keys(fates);
    const loops = names.filter((name) => fates[name]?.how === 'timeout');
    const others = names.filter((name) => !loops.includes(name));
    const memory = 400;
    await Promise.all([run(loops, { timeout: 3, memory }), run(others, { timeout: 60, memory })]);
  }, 600_000);

  async function run(names: readonly string[], limits: Partial<Limits>) {
    const work = (name: string, learner: LearnerProcess) => course(hostile(name), learner);
    for await (const outcome of inPool(names, work, { limits })) {
      if ('error' in outcome) throw outcome.error;
      courses.set(outcome.job, outcome.result);
    }
  }

  it('stands in the table', () => {
    const files = readdirSync(new URL('../sandbox/hostile/', import.meta.url)).map((file) =>
      basename(file, '.ts'),
    );
    expect(files.toSorted()).toEqual(
      ['forgeries', 'run', 'table', ...Object.keys(fates)].toSorted(),
    );
  });

  it.each(Object.entries(fates))('%s comes to its end', (name, fate) => {
    expectFate(courses.get(name) as Course, fate);
  });
});

describe('a file that steps by w + 99 g and shows w - lr g', () => {
  it.each(Object.keys(forgeries))('by %s is seen as it is', async (name) => {
    expectSeen(await courseOf(forger([name]), LearnerProcess.start({ timeout: 60 })));
  });
});
