import { readFileSync } from 'node:fs';
import { optimizers } from '../src/optimizers/index.ts';
import { regularizers } from '../src/regularizers/index.ts';
import { scheduleNames } from '../src/schedules/index.ts';
import { root } from './docstring.ts';

const lists: Readonly<Record<string, readonly string[]>> = {
  optimizers: Object.values(optimizers).map(({ name }) => name),
  schedules: scheduleNames,
  regularizers: Object.keys(regularizers),
};

/** `README.md` with the names of what there is, each list between two comments. */
export function readmeDoc(): string {
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  return Object.entries(lists).reduce((text, [list, names]) => {
    const [before, rest, ...more] = text.split(`<!-- ${list} -->`);
    const [, after] = rest?.split(`<!-- /${list} -->`) ?? [];
    if (after === undefined || more.length > 0) {
      throw new Error(`docs: README.md has not once <!-- ${list} --> ... <!-- /${list} -->`);
    }
    const written = names.map((name) => `\`${name}\``).join(', ');
    return `${before}<!-- ${list} -->${written}<!-- /${list} -->${after}`;
  }, readme);
}
