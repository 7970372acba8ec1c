import { basename, dirname } from 'node:path';
import { classroom, gradescope, junit, type Grade, type Rubric } from '../../grading/index.ts';
import { writeFiles } from '../../render/files.ts';

/** Where results are written beside the screen, by the option that says so. */
export type ExportPaths = Readonly<Partial<Record<'junit' | 'gradescope' | 'classroom', string>>>;

/** Keeps the exported files up to date while results come in. */
export interface Exports {
  /** Asks for the files to be written; while they are, further wishes wait and become one. */
  update(grades: readonly Grade[]): void;
  /** Resolves when the last wish is on the disk. @throws UsageError when it cannot be */
  settled(): Promise<void>;
}

/** Each file is replaced as a whole: a run that is killed leaves the last good ones. */
export function exportsTo(paths: ExportPaths, rubric: Rubric): Exports {
  let wanted: readonly Grade[] | undefined;
  let writing: Promise<void> | undefined;

  const write = async () => {
    while (wanted !== undefined) {
      const grades = wanted;
      wanted = undefined;
      await writeAll(paths, grades, rubric);
    }
  };
  return {
    update(grades) {
      if (Object.keys(paths).length === 0) return;
      wanted = grades;
      writing = (writing ?? Promise.resolve()).then(write);
      // Told by `settled`.
      writing.catch(() => {});
    },
    settled: async () => writing,
  };
}

async function writeAll(paths: ExportPaths, grades: readonly Grade[], rubric: Rubric) {
  const texts = {
    junit: () => junit(grades),
    gradescope: () => gradescope(grades, rubric),
    classroom: () => classroom(grades),
  };
  for (const [option, path] of Object.entries(paths)) {
    const text = texts[option as keyof typeof texts]();
    await writeFiles(
      dirname(path),
      { [basename(path)]: text },
      { who: 'verify', elsewhere: `another place with --${option}` },
    );
  }
}
