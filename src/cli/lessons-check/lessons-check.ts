import type { Command } from 'commander';
import { checkLessons, type ExerciseGuard, type LessonGuard } from './check-lessons.ts';
import { unbreakable } from './unbreakable.ts';
import type { Rig } from '../../course/lesson-data.ts';
import { glossaryFile, orphans } from '../../course/glossary.ts';
import { glossaryOf, syllabus } from '../../course/syllabus.ts';
import { startEngine, type Engine } from '../../engine/index.ts';
import { members } from '../../verify/members/index.ts';
import { mutantFaults } from '../../verify/mutant-faults.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { lookUp } from '../../shared/look-up.ts';
import { paint } from '../paint.ts';

/** `downhill lessons-check`: the guard for authors of lessons, ours and those of packs. Not listed among the commands. */
export function addLessonsCheck(command: Command): void {
  command
    .argument('[lesson...]', "default: the packs' lessons with --pack, else all")
    .option(
      '--settings',
      'change settings on purpose too: each claim must notice one; takes minutes',
    )
    .action(async (ids: string[], { settings = false }: { settings?: boolean }) => {
      const course = await syllabus();
      const table = Object.fromEntries(course.map((lesson) => [lesson.id, lesson]));
      const packs = course.filter(({ pack }) => pack !== undefined);
      const lessons =
        ids.length > 0
          ? ids.map((id) => lookUp('lesson', id, table))
          : packs.length > 0
            ? packs
            : course;
      let engine: Promise<Engine> | undefined;
      const started = () => (engine ??= startEngine({ backend: 'auto' }));
      const rig: Rig = {
        run: async (...asked) => (await started()).run(...asked),
        measure: async (...asked) => (await started()).measure(...asked),
      };
      let faults = 0;
      for (const name of orphans(await glossaryOf(), course)) {
        faults++;
        process.stdout.write(
          `${paint('✗', 'red')} ${glossaryFile}: "${name}" is no lesson's concept; delete it, or name it in a lesson.ts\n`,
        );
      }
      const settingsGuard: LessonGuard = async (lesson, runs) => {
        const { claims, tried } = await unbreakable(lesson, runs, rig);
        return claims.map(
          (claim) => `the claim "${claim}" noticed none of ${tried} settings that were changed`,
        );
      };
      const guards = settings ? [settingsGuard] : [];
      const found = checkLessons(lessons, process.cwd(), rig, [mutantGuard], guards);
      try {
        for await (const { where, fault } of found) {
          if (fault !== undefined) faults++;
          const line =
            fault === undefined
              ? `${paint('✓', 'green')} ${where}`
              : `${paint('✗', 'red')} ${where}: ${fault.replaceAll('\n', ' ')}`;
          process.stdout.write(`${line}\n`);
        }
      } finally {
        // One that could not be started is a fault of its lesson.
        (await engine?.catch(() => {}))?.close();
      }
      const exercises = lessons.reduce((sum, one) => sum + one.exercises.length, 0);
      process.stdout.write(
        `\n${[counted(lessons.length, 'lesson'), counted(exercises, 'exercise'), counted(faults, 'fault')].join(', ')}\n`,
      );
      if (faults > 0) process.exitCode = exitCodes.failed;
    });
}

/** What the library has comes with a bank of known mistakes; a pack's own sources have none. */
const mutantGuard: ExerciseGuard = async (task) => {
  const member = members.get(task.exercise.member);
  return task.lesson.pack === undefined && member ? mutantFaults(member) : [];
};

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
