import { styleText } from 'node:util';
import type { Command } from 'commander';
import { lookUp } from '../shared/nearest.ts';
import { syllabus } from '../course/syllabus.ts';

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
        );
      }
      const lessons = await syllabus();
      const width = Math.max(...lessons.map(({ id }) => id.length));
      const lines: string[] = [];
      let part = '';
      for (const { id, title, lecture } of lessons) {
        if (lecture !== part) lines.push('', styleText('bold', (part = lecture)));
        lines.push(`  · ${id.padEnd(width)}  ${styleText('dim', title)}`);
      }
      process.stdout.write(
        `${lines.join('\n').trimStart()}\n\nNext: downhill run ${lessons[0]?.id}\n`,
      );
    });
}
