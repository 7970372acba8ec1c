import type { Command } from 'commander';
import { limitsOf } from '../../workbook/check.ts';
import { lessonNamed, syllabus } from '../../course/syllabus.ts';
import { workbookFolder } from '../../workbook/workbook.ts';
import { Spare } from '../../sandbox/spare.ts';
import { watchFiles } from '../watch-files.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { addCheckOptions, checkOptions, type TypedCheckOptions } from '../check-options.ts';
import { keyboard } from '../keyboard.ts';
import { inbox } from './inbox.ts';
import { learnCourse } from './loop.ts';
import { stage } from './stage.ts';

const about = `
Reads a lesson with you, asks what you expect before a chart appears, and makes
the file of its exercise in workbook/, which is checked whenever you save it.

Without a terminal, type a letter and Enter instead of a key. When stdin ends,
learn checks what there is and leaves; to go on watching, keep stdin open.
`;

/** `downhill learn [lesson]`: the guided loop of reading, predicting, and writing. */
export function addLearn(command: Command): void {
  addCheckOptions(
    command
      .argument('[lesson]', 'id, as npx downhill list shows it; default: where you left off')
      .addHelpText('after', about),
  ).action(async (id: string | undefined, options: TypedCheckOptions) => {
    const course = await syllabus();
    const wanted = id === undefined ? undefined : await lessonNamed(id);
    const events = inbox();
    const leaving = new AbortController();
    const check = checkOptions(options);
    const spare = new Spare(limitsOf(check));
    const view = stage();
    const watch = watchFiles([], (saved) => events.put({ saved }));
    const leave = (code: number) => {
      keys.close();
      view.close();
      process.exit(code);
    };
    const keys = keyboard(
      (event) => events.put(event),
      () => leave(exitCodes.interrupted),
    );
    // Killed from outside, the terminal is given back all the same.
    const onTerm = () => leave(exitCodes.terminated);
    process.on('SIGTERM', onTerm);
    process.on('SIGHUP', onTerm);
    try {
      const found = course.find((lesson) => lesson.id === wanted?.id);
      await learnCourse(
        {
          inbox: events,
          stage: view,
          watch,
          course,
          workbook: workbookFolder(),
          check,
          spare,
          keys: keys.keys,
          signal: leaving.signal,
        },
        found,
      );
    } finally {
      leaving.abort();
      watch.close();
      spare.close();
      keys.close();
      view.close();
    }
    // Whatever still runs for this learner, such as their rule in the charts, ends with them.
    process.stdout.write('', () => process.exit());
  });
}
