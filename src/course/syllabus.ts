import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { lookUp } from '../shared/look-up.ts';
import { didYouMean } from '../shared/nearest.ts';
import { glossaryFile, readGlossary } from './glossary.ts';
import type { Exercise, Lesson, LessonPlan, Position, Signpost } from './lesson.ts';
import { readLesson } from './lesson-text.ts';
import { lessonFile, packageFile } from './package-file.ts';
import { packsInUse, type Pack } from './packs.ts';
import { taughtMember } from './taught-member.ts';
import { tasks } from './task.ts';

/**
 * The lessons in the order of the course: ours, then those of each pack in use.
 * @throws UsageError when an id is used twice, a lesson needs one that does not come before it, its words cannot be read,
 * or a pack has no lessons
 */
export async function syllabus(packs: readonly Pack[] = packsInUse()): Promise<readonly Lesson[]> {
  // The lessons import this package by its name, as those of a third party do; so they are found by name too.
  const name = 'downhill/lessons';
  const { default: own } = (await import(name)) as { default: readonly LessonPlan[] };
  const others = await Promise.all(packs.map(plansOf));
  const plans: readonly Planned[] = [...own.map((plan) => ({ plan })), ...others.flat()];
  const before = new Set<string>();
  for (const { plan } of plans) {
    const { id, needs } = plan;
    if (before.has(id))
      throw new UsageError({ who: `lesson "${id}"`, rule: 'the id is used twice' });
    const missing = needs.find((need) => !before.has(need));
    if (missing !== undefined) {
      throw new UsageError({
        who: `lesson "${id}"`,
        rule: `needs "${missing}", which does not come before it`,
      });
    }
    before.add(id);
  }
  const glossaries = new Map<Pack | undefined, ReturnType<typeof glossaryOf>>();
  for (const { pack } of plans) {
    if (!glossaries.has(pack)) glossaries.set(pack, glossaryOf(pack));
  }
  const read = plans.map(async (one) =>
    readPlan(one, (await glossaries.get(one.pack)) as Glossary),
  );
  const lessons = positioned(await Promise.all(read));
  const exercises = new Set<string>();
  for (const { exercise } of tasks(lessons)) {
    if (exercises.has(exercise.id)) {
      throw new UsageError({ who: `exercise "${exercise.id}"`, rule: 'the id is used twice' });
    }
    exercises.add(exercise.id);
  }
  return lessons;
}

/** A lesson before its words are read, and the pack it comes from. */
interface Planned {
  readonly plan: LessonPlan;
  readonly pack?: Pack;
}

/** Meanings by name. */
type Glossary = ReadonlyMap<string, string>;

/** Reads a lesson's words, and finds the exercises among what it teaches. */
async function readPlan(
  { plan, pack }: Planned,
  meanings: Glossary,
): Promise<Omit<Lesson, 'position'>> {
  const file = `lessons/${plan.id}/lesson.md`;
  const text = await lessonFile({ ...(pack && { pack }) }, file);
  const { hints, ...words } = readLesson(text, file);
  const taught = plan.teaches.map(taughtMember);
  const ids = taught.map(({ id }) => id);
  const quoted = words.blocks.flatMap((block) => (block.kind === 'code' ? [block] : []));
  for (const { id, place } of [
    ...quoted,
    ...Object.entries(hints).map(([id, { place }]) => ({ id, place })),
  ]) {
    if (ids.includes(id)) continue;
    throw new UsageError({
      who: place,
      rule: `"${id}" is not taught here`,
      remedy: didYouMean(id, ids),
    });
  }
  const exercises = taught.flatMap((one): Exercise[] => {
    const given = hints[one.id];
    return given ? [{ ...one, hints: given.hints }] : [];
  });
  const terms = plan.concepts.map((name) => ({ name, meaning: meanings.get(name) ?? '' }));
  return { ...plan, ...words, terms, taught, exercises, ...(pack && { pack }) };
}

/** The terms of this package, and those of a pack that has some of its own. @throws UsageError */
export async function glossaryOf(pack?: Pack): Promise<Glossary> {
  const own = readGlossary(await packageFile(glossaryFile));
  if (pack === undefined || !existsSync(new URL(glossaryFile, pack.root))) return own;
  return new Map([...own, ...readGlossary(await lessonFile({ pack }, glossaryFile))]);
}

/** Lessons that know what comes before and after them. */
function positioned(lessons: readonly Omit<Lesson, 'position'>[]): readonly Lesson[] {
  const signs = new Map(lessons.map(({ id, title }) => [id, { id, title }]));
  const sign = (i: number) => signs.get(lessons[i]?.id ?? '');
  return lessons.map((lesson, i) => {
    const [before, next] = [sign(i - 1), sign(i + 1)];
    const position: Position = {
      number: i + 1,
      of: lessons.length,
      ...(before && { before }),
      ...(next && { next }),
      after: lesson.needs.map((id) => signs.get(id) as Signpost),
    };
    return { ...lesson, position };
  });
}

/** The lesson called `id`. @throws UsageError with the nearest name, or the list */
export async function lessonNamed(id: string): Promise<Lesson> {
  const lessons = await syllabus();
  const table = Object.fromEntries(lessons.map((lesson) => [lesson.id, lesson]));
  return lookUp('lesson', id, table, 'list');
}

async function plansOf(pack: Pack): Promise<readonly Planned[]> {
  const { default: plans } = await loaded(pack);
  if (!Array.isArray(plans)) {
    throw new UsageError({
      who: `pack "${pack.name}"`,
      rule: 'the default export must be a list of lessons',
      exitCode: exitCodes.unloadable,
    });
  }
  return plans.map((plan: LessonPlan) => {
    const { id, needs, teaches, measures, figures } = plan;
    if (![needs, teaches].every(Array.isArray) || !measures || !figures) {
      throw new UsageError({
        who: `pack "${pack.name}"`,
        rule: `the lesson "${id}" is not one`,
        remedy: 'make it with lesson({...}) from downhill/node',
        exitCode: exitCodes.unloadable,
      });
    }
    const ids = [id, ...teaches.map((one) => taughtMember(one).id)];
    if (!ids.every((one) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(one))) {
      throw new UsageError({
        who: `pack "${pack.name}"`,
        rule: 'ids are kebab-case, because files are named for them',
        got: ids.join(', '),
        exitCode: exitCodes.unloadable,
      });
    }
    return { plan, pack };
  });
}

async function loaded(pack: Pack): Promise<{ readonly default?: unknown }> {
  try {
    return (await import(pack.lessons)) as { readonly default?: unknown };
  } catch (error) {
    const { message } = error as Error;
    const remedy = findsDownhill(pack)
      ? 'run it alone to see why: node lessons/index.js'
      : 'it must find downhill: run npm install there, with downhill among its dependencies';
    throw new UsageError({
      rule: `pack "${pack.name}" could not be loaded: ${message}`,
      remedy,
      exitCode: exitCodes.unloadable,
    });
  }
}

function findsDownhill(pack: Pack): boolean {
  try {
    createRequire(pack.lessons).resolve('downhill/package.json');
    return true;
  } catch {
    return false;
  }
}
