import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../src/backend/index.ts';
import { wordFaults } from '../src/cli/lessons-check/word-faults.ts';
import { findings } from '../src/course/findings.ts';
import { trainings } from '../src/course/lesson.ts';
import type { LessonData } from '../src/course/lesson-data.ts';
import { lessonPage } from '../src/course/lesson-page.ts';
import { questions } from '../src/course/question.ts';
import { quotes } from '../src/course/quote.ts';
import { quote, regions, standalone, stub } from '../src/course/regions.ts';
import { syllabus } from '../src/course/syllabus.ts';
import { tasks } from '../src/course/task.ts';
import { varied } from '../src/course/variation.ts';
import { optimizer } from '../src/optimizers/index.ts';
import { withBest } from '../src/training/tune.ts';
import type { Rule } from '../src/rules/index.ts';
import { compare, stream, textbookWalk, type RuleMember } from '../src/verify/index.ts';
import { deviation, ofSize } from '../src/verify/deviation.ts';
import { members, type Member } from '../src/verify/members/index.ts';
import { pathFrom } from '../src/verify/path.ts';
import { textbook } from './support/members.ts';

await useBackend('cpu');

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');
const lessons = await syllabus();
const byId = lessons.map((lesson) => [lesson.id, lesson] as const);
const exercises = tasks(lessons).map(({ exercise }) => [exercise.id, exercise] as const);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(byId)('the lesson %s', (id, lesson) => {
  const { needs, exercises, experiments, concepts, blocks, title, taught } = lesson;
  const kinds = (kind: string) => blocks.filter((block) => block.kind === kind);

  it('has a title, an exercise, a question, experiments and concepts', () => {
    expect(title).not.toBe('');
    expect(exercises.length).toBeGreaterThan(0);
    for (const hint of exercises.flatMap(({ hints }) => hints)) {
      expect(hint.length).toBeGreaterThan(20);
    }
    expect(questions(lesson).length).toBeGreaterThan(0);
    expect(Object.keys(experiments).length).toBeGreaterThan(0);
    expect(concepts.length).toBeGreaterThan(0);
    expect(needs).not.toContain(id);
  });

  it('has prose of 400 to 900 words that shows two figures and holds four claims at least', () => {
    const prose = blocks.flatMap((block) => ('text' in block ? block.text : []));
    const words = prose
      .filter((part) => typeof part === 'string')
      .join(' ')
      .match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu);
    expect(words?.length).toBeGreaterThanOrEqual(400);
    expect(words?.length).toBeLessThanOrEqual(900);
    expect(kinds('figure').length).toBeGreaterThanOrEqual(2);
    expect(quotes(prose).filter(({ bound }) => bound).length).toBeGreaterThanOrEqual(4);
  });

  it('quotes regions that there are', async () => {
    for (const { file } of exercises) {
      const text = await read(file);
      expect(quote(text, file).trim()).not.toBe('');
      for (const { task } of regions(text, file)) expect(task.length).toBeGreaterThan(10);
    }
  });

  const report = join(root, 'reports', id, 'data.json');
  it.runIf(existsSync(report))('has a report that is good and of today', async () => {
    const data = JSON.parse(await readFile(report, 'utf8')) as LessonData;
    const written = Object.entries(experiments).map(([name, one]) => [name, varied(one, {})]);
    expect(data.draft).toBe(false);
    expect(data.experiments).toEqual(plain(Object.fromEntries(written)));
    for (const [name, { spec, tuning }] of Object.entries(trainings(data.runs))) {
      const experiment = data.experiments[name] as typeof spec;
      expect(spec).toMatchObject(tuning ? withBest(experiment, tuning) : experiment);
    }
    expect(wordFaults(lesson, data)).toEqual([]);
    // Claims and figures, made anew from the saved runs: a change of either makes the report stale.
    const { claims, figures } = findings(lesson, data.runs);
    expect(data.claims).toEqual(plain(claims));
    expect(data.claims.filter(({ holds }) => holds !== true)).toEqual([]);
    expect(new Set(data.validations.map(({ member }) => member))).toEqual(
      new Set(taught.map(({ member }) => member)),
    );
    expect(data.validations.filter(({ agrees }) => !agrees)).toEqual([]);
    expect(await read(`reports/${id}/index.md`)).toBe(await lessonPage(lesson, data, figures));
  });
});

describe('the exercises', () => {
  // Inside the repository, so that imports are found as in a learner's workbook.
  const workbook = join(root, 'workbook');
  let folder = '';

  beforeAll(async () => {
    await mkdir(workbook, { recursive: true });
    folder = await mkdtemp(join(workbook, 'test-'));
    for (const [id, { file }] of exercises) {
      const text = await read(file);
      await writeFile(join(folder, `${id}.ts`), stub(text, file));
      await writeFile(join(folder, `${id}.solution.ts`), standalone(text));
    }
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    // Stays where a learner's files are in it.
    await rmdir(workbook).catch(() => {});
  });

  it('have each an id of their own', () => {
    expect(new Set(exercises.map(([id]) => id)).size).toBe(exercises.length);
  });

  it('compile as stubs and as solutions against the types of the package', async () => {
    const config = {
      extends: '../../tsconfig.base.json',
      compilerOptions: {
        noEmit: true,
        rewriteRelativeImportExtensions: false,
        allowImportingTsExtensions: true,
        // A stub leaves names for the learner to use.
        noUnusedLocals: false,
        noUnusedParameters: false,
        paths: { downhill: [join(root, 'src/index.ts')] },
      },
      include: ['.'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const checked = promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect((await checked).stdout).toBe('');
  });

  describe.each(exercises)('%s', (id, { member, file }) => {
    const exported = async (path: string) => {
      const module = (await import(/* @vite-ignore */ join(folder, path))) as object;
      const [one] = Object.values(module) as unknown[];
      if (one === undefined) throw new Error(`${file} exports nothing`);
      return one;
    };
    /** The largest error beside the textbook, as a share of what is allowed. */
    const errorOf = async (path: string): Promise<number> => {
      const made = await exported(path);
      const known = members.get(member) as Member;
      if (known.kind !== 'optimizer') {
        const gaps = known.probes(1).map((probe) => {
          const right = known.textbook(probe);
          const size = Math.max(...right.flat().map(Math.abs));
          const given = pathFrom(known.rows(made, probe));
          const allowed = ofSize(size, known.allowed);
          return deviation(given, pathFrom(right), allowed).maxError / known.allowed;
        });
        return Math.max(...gaps);
      }
      const Made = optimizer('Exercise', made as Rule);
      const start = textbook[member] as RuleMember['textbook'];
      const rate = 0.01;
      const { maxError, allowed } = await compare({
        member,
        make: () => new Made({ learningRate: rate }),
        peer: {
          name: 'textbook',
          explanation: '',
          walk: (one) => textbookWalk(() => start({}), one),
        },
        stream: stream({ rate }),
      });
      return maxError / allowed;
    };

    it('throws its task as long as it is a stub', async () => {
      const [{ task } = { task: '' }] = regions(await read(file), file);
      await expect(errorOf(`${id}.ts`)).rejects.toThrow(`TODO: ${task}`);
    });

    it('does as the textbook when it is solved', async () => {
      expect(await errorOf(`${id}.solution.ts`)).toBeLessThan(1);
    });
  });
});
