import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms may import which: only rooms of an earlier line. `shared` is below everything, also below its own floor. */
const floors: readonly (readonly string[])[] = [
  ['shared'],
  ['schedules', 'rules', 'theory'],
  ['kernels', 'fused', 'transforms', 'regularizers', 'gradients', 'problems'],
  ['optimizers', 'minimizers'],
  ['wrappers', 'studies'],
  ['training', 'verify', 'callbacks'],
  ['figures'],
  ['lab'],
  ['render'],
  ['backend'],
  ['engine'],
  ['sandbox'],
  ['grading'],
  ['course'],
  ['workbook'],
  ['compare', 'sweep'],
  ['cli'],
];
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

/** Lists of what other files export, for users: they may import anything. */
const lists = ['src/index.ts', 'src/node.ts'];

const withTensors =
  'kernels fused transforms regularizers gradients problems optimizers minimizers wrappers studies training verify callbacks backend sandbox'.split(
    ' ',
  );
const withNode = 'render backend engine sandbox grading course workbook compare sweep cli'.split(
  ' ',
);

interface Source {
  /** From the root, with slashes: `src/optimizers/adam.ts`. */
  readonly path: string;
  readonly room: string;
  /** Code without comments. */
  readonly code: string;
  /** As written: `../shared/errors.ts`, `node:fs`, ... */
  readonly imports: readonly string[];
}

function sources(folder: string): Source[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => {
      const path = [folder, ...file.split(sep)].join('/');
      const text = readFileSync(join(root, path), 'utf8');
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
      return { path, room: roomOf(path), code, imports: importsOf(code) };
    });
}

function roomOf(path: string): string {
  const [, room = '', ...rest] = path.split('/');
  return rest.length > 0 ? room : '';
}

function importsOf(code: string): string[] {
  const written =
    /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(written)].map(([, from, dynamic]) => (from ?? dynamic) as string);
}

/** Where a relative import leads, from the root; undefined for a package. */
function target(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return normalize(join(dirname(from), specifier))
    .split(sep)
    .join('/');
}

const inside = sources('src').filter(({ path }) => !lists.includes(path));
const lessons = sources('lessons');
const native = sources('native');
const page = sources('web');

/** What is wrong, one sentence for each; a test expects none. */
const faults = (
  files: readonly Source[],
  find: (file: Source, specifier: string) => string | undefined,
) =>
  files.flatMap((file) =>
    file.imports.flatMap((specifier) => {
      const fault = find(file, specifier);
      return fault === undefined ? [] : [`${file.path} imports ${specifier}: ${fault}`];
    }),
  );

/** Circles of imports, each with its first file again at the end; imports of types count, too. */
function circles(files: readonly Pick<Source, 'path' | 'imports'>[]): string[][] {
  const next = new Map(
    files.map(({ path, imports }) => [path, imports.map((specifier) => target(path, specifier))]),
  );
  const found: string[][] = [];
  const seen = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path]);
    if (start >= 0 || seen.has(path)) return;
    for (const to of next.get(path) ?? []) if (to) walk(to, [...trail, path]);
    seen.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}

describe('the finder of circles', () => {
  it.each([
    ['none in a chain', { a: ['b', 'c'], b: ['c'], c: ['node:fs'] }, []],
    ['of a file with itself', { a: ['a'] }, ['a a']],
    ['of three, beside the way into it', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b c d b']],
    ['of two that share a file', { a: ['b', 'c'], b: ['a'], c: ['a'] }, ['a b a', 'a c a']],
  ] as const)('%s', (_, graph, expected) => {
    const files = Object.entries<readonly string[]>(graph).map(([path, imports]) => ({
      path,
      imports: imports.map((name) => (name in graph ? `./${name}` : name)),
    }));
    expect(circles(files).map((circle) => circle.join(' '))).toEqual(expected);
  });
});

describe('the reader of imports', () => {
  it('finds every form', () => {
    const code = [
      "import a from './a.ts';",
      "import type { b } from './b.ts';",
      "import {\n  c,\n  d,\n} from './c.ts';",
      "import * as tf from '@tensorflow/tfjs';",
      "import './side-effect.ts';",
      "export { e } from './e.ts';",
      "export * from './f.ts';",
      "export type { G } from './g.ts';",
      "const later = await import('./h.ts');",
    ].join('\n');
    expect(importsOf(code)).toEqual([
      './a.ts',
      './b.ts',
      './c.ts',
      '@tensorflow/tfjs',
      './side-effect.ts',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
    ]);
    expect(importsOf("export const message = 'import nothing from here';")).toEqual([]);
  });

  it('has found the sources', () => {
    expect(inside.length).toBeGreaterThan(20);
    expect(inside.find(({ path }) => path === 'src/rules/adamw.ts')?.imports).toHaveLength(2);
  });
});

describe('a source file', () => {
  it('stands in a room that has a floor', () => {
    expect(inside.filter(({ room }) => floorOf(room) < 0).map(({ path }) => path)).toEqual([]);
  });

  it('imports from its own room and from lower floors only', () => {
    const climbing = faults(inside, ({ path, room }, specifier) => {
      const to = target(path, specifier);
      if (to === undefined) return undefined;
      if (lists.includes(to)) return 'the public list is for users';
      const other = roomOf(to);
      if (other === room || floorOf(other) < floorOf(room)) return undefined;
      return floorOf(other) === floorOf(room) ? 'a room beside its own' : 'a floor above its own';
    });
    expect(climbing).toEqual([]);
  });

  it('imports files that exist, with their endings', () => {
    const paths = new Set(sources('src').map(({ path }) => path));
    const missing = faults(inside, ({ path }, specifier) => {
      const to = target(path, specifier);
      return to === undefined || paths.has(to) || to.endsWith('.json') ? undefined : 'no such file';
    });
    expect(missing).toEqual([]);
  });

  it('imports nothing that leads back to itself', () => {
    expect(circles(inside)).toEqual([]);
    expect(circles(native)).toEqual([]);
  });

  it('sees tensors on the floors of tensors only', () => {
    const tensors = faults(inside, ({ room }, specifier) =>
      specifier.startsWith('@tensorflow/') && !withTensors.includes(room) ? 'a tensor' : undefined,
    );
    expect(tensors).toEqual([]);
  });

  it('sees Node on the upper floors only', () => {
    const node = faults(inside, ({ room }, specifier) =>
      specifier.startsWith('node:') && !withNode.includes(room) ? 'not in a browser' : undefined,
    );
    expect(node).toEqual([]);
  });

  it.each([
    ['draws from a seeded stream', /\bMath\.random\b/, []],
    // An update is synchronous, and what a clipping norm or a trial of a rule or a kernel says has to be known within it; a search
    // by plain functions waits for each height.
    [
      'reads tensors asynchronously',
      /\.(?:dataSync|arraySync)\(/,
      [
        'src/transforms/transform.ts',
        'src/optimizers/half-precision.ts',
        'src/fused/availability.ts',
        'src/studies/blind-search.ts',
      ],
    ],
    ['exports by name', /\bexport default\b/, []],
  ] as const)('%s', (_, forbidden, argued: readonly string[]) => {
    const guilty = inside.filter(({ code }) => forbidden.test(code)).map(({ path }) => path);
    expect(guilty.filter((path) => !argued.includes(path))).toEqual([]);
  });

  it('is named in kebab-case, for what it holds', () => {
    const drawers = /^(?:utils?|helpers?|common|misc|manager)$/;
    const odd = inside.filter(({ path }) => {
      const name = basename(path, '.ts');
      return !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || drawers.test(name);
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

describe('a rule', () => {
  const rules = inside.filter(({ room, code }) => room === 'rules' && / = rule\(\{/.test(code));
  const paths = rules.map(({ path }) => path);

  it('is found', () => {
    expect(paths).toEqual(expect.arrayContaining(['src/rules/adam.ts', 'src/rules/sgd.ts']));
    expect(paths).not.toContain('src/rules/rule.ts');
  });

  it('imports the algebra, ranges and the rules that it makes use of only', () => {
    const others = faults(rules, ({ path, code }, specifier) => {
      const to = target(path, specifier) ?? specifier;
      const foundations = [
        'src/rules/rule.ts',
        'src/rules/elementwise.ts',
        'src/shared/options.ts',
        // What the algebra has no word for.
        'src/rules/norm.ts',
        'src/rules/power.ts',
        'src/rules/sign.ts',
        'src/rules/trust-ratio.ts',
      ];
      if (foundations.includes(to)) return undefined;
      if (!paths.includes(to)) return 'neither the algebra nor a rule';
      const imported = new RegExp(`import \\{([^}]*)\\} from '${specifier}'`).exec(code);
      const names = (imported?.[1] ?? '').split(',').map((name) => name.trim());
      const used = names.every((name) => {
        return new RegExp(`\\b${name}\\.(?:slots|defaults|update)\\b`).test(code);
      });
      return used ? undefined : 'a rule that is not its parent';
    });
    expect(others).toEqual([]);
  });
});

describe('a public list', () => {
  it.each(lists)('%s only re-exports', (path) => {
    const text = sources('src').find((one) => one.path === path)?.code ?? '';
    const rest = text.replaceAll(/export (?:type )?(?:\*|\{[^}]*\}) from '[^']+';/g, '');
    expect(rest.trim()).toBe('');
  });

  it('of the browser imports nothing that needs Node', () => {
    const browser = sources('src').filter(({ path }) => path === 'src/index.ts');
    const node = faults(browser, ({ path }, specifier) => {
      return withNode.includes(roomOf(target(path, specifier) ?? '')) ? 'needs Node' : undefined;
    });
    expect(node).toEqual([]);
  });
});

describe('the live page', () => {
  it('imports its own files, Preact, what reads a program, and of the package what runs in a browser', () => {
    const libraries =
      /^(?:preact(?:\/hooks)?|@preact\/signals-core|js-tokens|downhill\/(?:rules|schedules))$/;
    // Plain colours, which the reports are drawn in too.
    const colors = ['render/color', 'render/page-colors'];
    const doors = faults(page, ({ path }, specifier) => {
      const room = /^#src\/(\w+)\//.exec(specifier)?.[1];
      if (room !== undefined) {
        const isOpen = !withNode.includes(room) || colors.includes(specifier.slice(5));
        return isOpen ? undefined : 'needs Node';
      }
      if (libraries.test(specifier)) return undefined;
      return target(path, specifier)?.startsWith('web/') ? undefined : 'not its own';
    });
    expect(page.map(({ path }) => path)).toContain('web/main.tsx');
    expect(doors).toEqual([]);
  });
});

describe('the native installer', () => {
  it('imports its own files, Node, and of the package what is shared and the backends', () => {
    const doors = faults(native, ({ path }, specifier) => {
      if (specifier.startsWith('node:') || /^#src\/(?:shared|backend)\//.test(specifier))
        return undefined;
      const to = target(path, specifier);
      return to?.startsWith('native/') ? undefined : 'not its own';
    });
    expect(doors).toEqual([]);
  });

  it('is not known to the package', () => {
    const guests = faults(inside, ({ path }, specifier) =>
      target(path, specifier)?.startsWith('src/') === false ? 'outside src' : undefined,
    );
    expect(guests).toEqual([]);
  });
});

describe('a lesson', () => {
  it('imports the package by its name, and its own files', () => {
    const doors = faults(lessons, ({ path }, specifier) => {
      const to = target(path, specifier);
      if (to === undefined) {
        return ['downhill', 'downhill/node'].includes(specifier) ? undefined : 'not the package';
      }
      const own = `${dirname(path)}/`;
      return to.startsWith(own) ? undefined : `outside ${relative('.', own)}`;
    });
    expect(doors).toEqual([]);
  });
});
