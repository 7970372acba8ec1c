import { builtIns } from '../training/trainee.ts';
import { optimizers } from '../optimizers/index.ts';
import { trackNames } from '../compare/track.ts';
import { members } from '../verify/members/index.ts';
import { wrapped } from './text.ts';

/** Lists of names for the help of a command, each under its heading. */
function nameLists(lists: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(lists).flatMap(([heading, names]) => [
    `\n${heading}:`,
    ...wrapped(names.join(', '), 80, '  '),
  ]);
  return parts.join('\n');
}

/** What `downhill verify --as` takes. */
export function memberLists(): string {
  const of = (kind: string) =>
    [...members.values()].filter((one) => one.kind === kind).map(({ name }) => name);
  return nameLists({
    Optimizers: of('optimizer'),
    Schedules: of('schedule'),
    Regularizers: of('regularizer'),
    Gradients: of('gradient'),
    Functions: of('function'),
  });
}

/** What `downhill compare` takes. */
export function raceLists(): string {
  return nameLists({
    Rules: Object.keys(optimizers),
    'Built-ins of tfjs': Object.keys(builtIns).map((name) => `tf:${name}`),
    Problems: trackNames,
  });
}
