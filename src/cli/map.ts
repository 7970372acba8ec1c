import { readProgress } from '../workbook/progress.ts';
import { standings } from '../workbook/standing.ts';
import { outlines } from '../course/outline.ts';
import { workbookFolder } from '../workbook/workbook.ts';
import { lookUp } from '../shared/look-up.ts';
import { proseWidth } from './text.ts';
import { commands, nameOf } from './commands.ts';
import { mapLines, progressLines } from './map-lines.ts';

/** `downhill` alone: the course map and the command to type next. @param command an unknown one that was typed */
export async function showMap(command?: string): Promise<void> {
  if (command !== undefined) {
    const known = Object.fromEntries(commands.map((one) => [nameOf(one), one]));
    lookUp('command', command, known, '--help');
  }
  const all = standings(await outlines(), await readProgress(workbookFolder()));
  const done = all.every(({ state }) => state === 'passed');
  const lines = [
    ...mapLines(all, proseWidth()),
    '',
    ...progressLines(all, proseWidth()),
    '',
    ...(done
      ? // At its end learn writes their page anew.
        ['All passed; what you predicted and wrote on one page: npx downhill learn']
      : []),
    done ? 'Next: npx downhill report' : 'Next: npx downhill learn',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
