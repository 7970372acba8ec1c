import type { Command } from 'commander';
import { readProgress } from '../workbook/progress.ts';
import { standings } from '../workbook/standing.ts';
import { syllabus } from '../course/syllabus.ts';
import { workbookFolder } from '../workbook/workbook.ts';
import { lookUp } from '../shared/nearest.ts';
import { proseWidth } from './text.ts';
import { mapLines, progressLine } from './map-lines.ts';

/** `downhill` alone: the course map and the command to type next. */
export function addMap(program: Command): void {
  // Whatever stands beside an unknown command, the command is what is wrong.
  program
    .argument('[command]')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (command?: string) => {
      if (command !== undefined) {
        lookUp(
          'command',
          command,
          Object.fromEntries(program.commands.map((one) => [one.name(), one])),
          '--help',
        );
      }
      const all = standings(await syllabus(), await readProgress(workbookFolder()));
      const done = all.every(({ state }) => state === 'passed');
      const lines = [
        ...mapLines(all, proseWidth()),
        '',
        progressLine(all),
        '',
        ...(done
          ? // At its end learn writes their page anew.
            ['All passed; what you predicted and wrote on one page: npx downhill learn']
          : []),
        done ? 'Next: npx downhill report' : 'Next: npx downhill learn',
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}
