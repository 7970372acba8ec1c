import { claimsOf } from '../../course/findings.ts';
import type { Lesson, Measured, MeasuredRecord, Runs } from '../../course/lesson.ts';
import type { Rig } from '../../course/lesson-data.ts';
import { UsageError } from '../../shared/errors.ts';
import { isStudy } from '../../studies/index.ts';
import { changedSettings } from './changed-settings.ts';

/** How many changes are tried at a time: so many that all workers have something to do. */
const atOnce = 8;

/**
 * Changes the settings of a lesson's experiments on purpose, one at a time, until every claim was broken by one of them: a
 * sentence that is true whatever is measured says nothing. First come a few changes of each experiment, then experiments
 * in the place of others of the lesson, then all further changes.
 * @returns the claims that no change breaks, and how many were tried
 */
export async function unbreakable(
  lesson: Lesson,
  runs: Runs,
  rig: Rig,
): Promise<{ readonly claims: readonly string[]; readonly tried: number }> {
  let left = claimsOf(lesson, lesson.measures(runs)).flatMap(({ id, holds }) =>
    holds ? [id] : [],
  );
  let tried = 0;
  const tryOne = (id: string, record: MeasuredRecord | undefined) => {
    if (record === undefined) return;
    tried += 1;
    const broken = brokenBy(lesson, { ...runs, [id]: record });
    left = left.filter((claim) => !broken.includes(claim));
  };
  const tryAll = async (changes: readonly Change[]) => {
    for (let i = 0; i < changes.length && left.length > 0; i += atOnce) {
      const some = changes.slice(i, i + atOnce).map(async ({ id, spec }) => {
        return [id, await measured(spec, runs[id] as MeasuredRecord, rig)] as const;
      });
      for (const [id, record] of await Promise.all(some)) tryOne(id, record);
    }
  };

  const chosen = changesOf(runs, false);
  const few = 3 * Object.keys(runs).length;
  await tryAll(chosen.slice(0, few));
  for (const id of Object.keys(runs)) {
    for (const other of Object.values(runs)) if (left.length > 0) tryOne(id, other);
  }
  await tryAll(chosen.slice(few));
  await tryAll(changesOf(runs, true));
  return { claims: left, tried };
}

/** An experiment of a lesson with other settings. */
interface Change {
  readonly id: string;
  readonly spec: Measured;
}

/** The first change of each experiment, then the second of each, and so on. @param retuned with searches done anew, those alone */
function changesOf(runs: Runs, retuned: boolean): Change[] {
  const lists = Object.entries(runs).map(([id, { spec }]) => {
    if (isStudy(spec))
      return retuned ? [] : changedSettings(spec).map(({ spec }) => ({ id, spec }));
    const { tune, ...chosen } = spec;
    if (retuned && tune === undefined) return [];
    return changedSettings(retuned ? spec : chosen).map(({ spec }) => ({ id, spec }));
  });
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
}

/** The claims that other records deny by a number: what cannot be measured in them denies nothing. */
function brokenBy(lesson: Lesson, runs: Runs): readonly string[] {
  try {
    return claimsOf(lesson, lesson.measures(runs)).flatMap(({ id, value, holds }) =>
      Number.isFinite(value) && !holds ? [id] : [],
    );
  } catch {
    return [];
  }
}

/** What changed settings give; undefined where there is nothing of the kind. */
async function measured(
  spec: Measured,
  was: MeasuredRecord,
  rig: Rig,
): Promise<MeasuredRecord | undefined> {
  try {
    if (isStudy(spec)) return await rig.measure(spec, () => {});
    const record = await rig.run(spec, () => {});
    return { ...('tuning' in was && { tuning: was.tuning }), ...record };
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
