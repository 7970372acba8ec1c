import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { standalone, stub } from '../../src/course/regions.ts';
import * as downhill from '../../src/index.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** Files of a room that an exercise can be made of. A join is made of schedules, not of options: nobody is asked for one. */
const exercises = ['rules', 'schedules', 'regularizers'].flatMap((room) =>
  readdirSync(`${source}/${room}`)
    .filter((file) => file !== 'join.ts')
    .map((file) => `${room}/${file}`)
    .filter((file) => readFileSync(`${source}/${file}`, 'utf8').includes('#region exercise')),
);

it('there are exercises in every room', () => expect(exercises.length).toBeGreaterThan(40));

describe.each(exercises)('a stub of %s', (file) => {
  const text = readFileSync(`${source}/${file}`, 'utf8');

  it('imports what the package offers', () => {
    const imports = /^import \{([^}]*)\} from 'downhill';$/gm;
    const names = [...standalone(text).matchAll(imports)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    );
    const values = names.filter((name) => name !== '' && !name.startsWith('type '));
    expect(values.filter((name) => !Object.hasOwn(downhill, name))).toEqual([]);
    expect(standalone(text)).not.toMatch(/from '\./);
  });

  it('holds neither the solution nor its formula', () => {
    const open = stub(text, file);
    expect(open).toContain('throw new Error("TODO: ');
    expect(open).not.toMatch(/@formula|#region/);
  });
});
