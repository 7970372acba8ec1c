import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canonicalJson } from '../engine/canonical-json.ts';
import { codeHash } from '../engine/code-hash.ts';
import { versions, type Engine } from '../engine/index.ts';
import { sha256 } from '../engine/sha256.ts';
import { writeFiles } from '../render/files.ts';
import { exerciseSource } from './exercise-source.ts';
import type { Lesson, Runs } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import { packageFile, packageRoot } from './package-file.ts';
import type { Variation } from './variation.ts';

/** What a lesson's report is made from. */
export interface ReportInputs {
  readonly lesson: Lesson;
  readonly runs: Runs;
  readonly variation: Variation;
}

/**
 * A report's data, where the report in `folder` was made from the same by the same code, and nobody has touched it since;
 * else what `make` gives, which writes it. A pack's report is made each time: its code is not ours to know.
 */
export async function rememberedReport(
  engine: Engine,
  folder: string,
  inputs: ReportInputs,
  make: () => Promise<LessonData>,
): Promise<LessonData> {
  if (inputs.lesson.pack !== undefined) return make();
  const memory = join(engine.folder, 'reports');
  const name = `${sha256(resolve(folder)).slice(0, 16)}.json`;
  const from = await inputsHash(engine, inputs);
  const standing = async () => JSON.stringify({ from, files: await filesIn(folder) });
  const known = await readFile(join(memory, name), 'utf8').catch(() => undefined);
  if (known !== undefined && known === (await standing())) {
    return JSON.parse(await readFile(join(folder, 'data.json'), 'utf8')) as LessonData;
  }
  const data = await make();
  // Where it cannot be kept, it is made again next time.
  await writeFiles(memory, { [name]: await standing() }).catch(() => {});
  return data;
}

async function inputsHash({ backend }: Engine, inputs: ReportInputs): Promise<string> {
  const { lesson } = inputs;
  const sources = lesson.taught.map((exercise) => exerciseSource({ lesson, exercise }));
  const code = [sharedCode(), codeHash([built(`lessons/${lesson.id}/lesson`)])];
  // The manifest names the versions of what draws.
  const around = [
    await versions(),
    await packageFile('package.json'),
    await packageFile('reports/backends.json'),
    await Promise.all(sources),
  ];
  return sha256(canonicalJson({ ...inputs, backend, code, around }));
}

/** A hash of what each file of a folder holds. */
async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((one) => one.isFile())
    .map(({ name }) => name)
    .toSorted();
  const files = names.map(async (name) => [name, sha256(await readFile(join(folder, name)))]);
  return Object.fromEntries(await Promise.all(files)) as Readonly<Record<string, string>>;
}

const built = (module: string) => new URL(`dist/${module}.js`, packageRoot);

let shared: string | undefined;
/** The code that makes all reports: read once, since it is what this process runs. */
function sharedCode(): string {
  return (shared ??= codeHash(['course/report', 'index', 'node'].map(built)));
}
