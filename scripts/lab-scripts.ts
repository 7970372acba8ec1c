import { fileURLToPath } from 'node:url';
import {
  build,
  type BuildOptions,
  type OnResolveArgs,
  type OnResolveResult,
  type Plugin,
  type PluginBuild,
} from 'esbuild';
import { rules } from 'downhill/rules';
import type { Parts } from '../web/part.ts';
import { root } from './docstring.ts';
import { notedRules } from './noted-rules.ts';

const file = (path: string) => fileURLToPath(new URL(path, root));

/** The words of each view travel with the script that says them. */
const words = file('web/words.ts');

const [rulesAt, schedulesAt, linkAt, pullAt, nearestAt, otherNamesAt] = [
  'dist/rules/index.js',
  'dist/schedules/index.js',
  'dist/lab/link.js',
  'dist/lab/pull.js',
  'dist/shared/nearest.js',
  'dist/shared/other-names.js',
].map(file) as [string, string, string, string, string, string];

/** The module of each part; what it exports is what `part` gives. */
const parts: Readonly<Record<keyof Parts | LaterPart, string>> = {
  inside: file('web/views/inside.tsx'),
  rate: file('web/views/rate.tsx'),
  noise: file('web/views/noise.tsx'),
  schedule: file('web/views/schedule.tsx'),
  sensitivity: file('web/views/sensitivity.tsx'),
  penalty: file('web/views/penalty.tsx'),
  net: file('web/views/net.tsx'),
  ownRule: file('web/views/own-rule.tsx'),
  ending: file('web/ending.ts'),
  teach: file('web/teach.tsx'),
  ruleOptions: file('web/parts/rule-options.tsx'),
  takeAway: file('web/take-away.ts'),
  rules: rulesAt,
  schedules: file('dist/schedules/schedules.js'),
  link: linkAt,
  pull: pullAt,
  nearest: nearestAt,
  otherNames: otherNamesAt,
};

type LaterPart = 'schedules' | 'link' | 'pull' | 'nearest' | 'otherNames';

/** The rules that walk when the page is opened. */
const firstRules = ['sgd', 'momentum', 'rmsprop', 'adam'];

/** Modules that leave some of what they export to a part, until it is asked for. */
const later: Readonly<Record<string, string>> = {
  [schedulesAt]: lateFunction('schedules', 'scheduleFromConfig'),
  [nearestAt]: lateFunction('nearest', 'didYouMean'),
  [otherNamesAt]: lateFunction('otherNames', 'otherName'),
  [linkAt]: `export * from ${JSON.stringify(linkAt)};\n${lateFunction('link', 'readLink')}`,
  [pullAt]: `const isNone = ({ regularizer, decoupled }) => regularizer === undefined && !decoupled;
export const pull = (experiment) => isNone(experiment) ? undefined : part('pull').pull(experiment);`,
  [rulesAt]: `export * from ${JSON.stringify(rulesAt)};
import { ${firstRules.join(', ')} } from ${JSON.stringify(rulesAt)};
const first = { ${firstRules.join(', ')} };
const late = (name) => ({ enumerable: true, get: () => first[name] ?? part('rules').rules[name] });
const all = '${Object.keys(rules).join(' ')}'.split(' ').map((name) => [name, late(name)]);
export const rules = Object.defineProperties({}, Object.fromEntries(all));`,
};

function lateFunction(part: LaterPart, name: string): string {
  return `export const ${name} = (...given) => part('${part}').${name}(...given);`;
}

const laterModules: Plugin = {
  name: 'later modules',
  setup(to) {
    to.onResolve({ filter: /link|nearest|pull|other-names|rules|schedules/ }, async (asked) => {
      if (asked.kind === 'entry-point' || asked.namespace !== 'file') return undefined;
      const at = await resolved(to, asked);
      return at !== undefined && at in later ? { path: at, namespace: 'later' } : undefined;
    });
    to.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `import { part } from ${JSON.stringify(file('web/part.ts'))};\n${later[path]}`,
      resolveDir: file('.'),
    }));
  },
};

/** Contours are asked for at given levels: what would choose them is not needed. */
const onlyGivenLevels: Plugin = {
  name: 'only given levels',
  setup(to) {
    to.onResolve({ filter: /^d3-array$/ }, ({ path }) => ({ path, namespace: 'levels' }));
    to.onLoad({ filter: /./, namespace: 'levels' }, () => ({ contents: 'module.exports = {}' }));
  },
};

const common = {
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  write: false,
} satisfies BuildOptions;

/**
 * The scripts of the live page: one that runs at its start, and its parts by name, which run when they are first used. A
 * module that the first has is shared by all, so that there is one of each.
 * @param plugins how the page leaves tfjs out
 */
export async function labScripts(
  plugins: readonly Plugin[],
): Promise<{ readonly script: string; readonly parts: Readonly<Record<string, string>> }> {
  const all = [...plugins, notedRules, laterModules, onlyGivenLevels];
  const names = await sharedWords(all);
  const shared = shortNames(await namesUsed(await modulesAtStart(all), names, all));
  const fromWords = { path: `${words}.cjs`, namespace: 'start' };
  const script = await build({
    ...common,
    stdin: { contents: "import 'lab:shared'; import 'lab:main';", resolveDir: file('.') },
    plugins: [sharing(shared), ...all],
  });
  const fromStart = elsewhere(
    (at) => shared.has(at),
    (path) => ({ path: `${path}.cjs`, namespace: 'start' }),
    (path) => {
      const names = [...(shared.get(path) ?? [])];
      const getters = names.map(([name, short]) => `get ${name}() { return lab.shared.${short}; }`);
      return `module.exports = { ${getters.join(', ')} };`;
    },
  );
  const made = Object.entries(parts).map(async ([name, path]) => {
    const { outputFiles } = await build({
      ...common,
      entryPoints: [path],
      globalName: `lab.parts.${name}`,
      plugins: [ownWords(names, fromWords), fromStart, ...all],
    });
    return [name, textOf(outputFiles)] as const;
  });
  return { script: textOf(script.outputFiles), parts: Object.fromEntries(await Promise.all(made)) };
}

const textOf = (files: readonly { readonly text: string }[]) => files[0]?.text ?? '';

/** What runs when the page is opened. */
async function modulesAtStart(plugins: Plugin[]): Promise<readonly string[]> {
  const entryPoints = [file('web/main.tsx')];
  const { metafile } = await build({ ...common, entryPoints, plugins, metafile: true });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && !path.includes(':'))
    .map(([path]) => file(path));
}

/** Of those modules the ones that a part needs, and which names of theirs. */
async function namesUsed(
  modules: readonly string[],
  fromWords: readonly string[],
  plugins: readonly Plugin[],
) {
  const used = new Map<string, string[]>();
  const outside = elsewhere(
    (at) => modules.includes(at),
    (path) => ({ path, external: true }),
  );
  for (const path of Object.values(parts)) {
    const { outputFiles } = await build({
      ...common,
      entryPoints: [path],
      format: 'esm',
      minify: false,
      plugins: [ownWords(fromWords, { path: words, external: true }), outside, ...plugins],
    });
    const imports = textOf(outputFiles).matchAll(/^import \{([^}]*)\} from "(.*)";$/gm);
    for (const [, names = '', at = ''] of imports) {
      const found = names.split(',').map((one) => one.trim().replace(/ as .*/, ''));
      used.set(at, [...new Set([...(used.get(at) ?? []), ...found])]);
    }
  }
  return used;
}

/** What is shared, under the shortest names that there are: the parts spell them out. */
function shortNames(shared: ReadonlyMap<string, readonly string[]>) {
  let next = 0;
  const short = () =>
    `${String.fromCharCode(97 + (next % 26))}${next++ < 26 ? '' : Math.floor(next / 26)}`;
  return new Map(
    [...shared].map(([at, names]) => [at, new Map(names.map((name) => [name, short()]))]),
  );
}

type Shared = ReturnType<typeof shortNames>;

/** Puts what is shared where the parts find it, before the page itself begins. */
function sharing(shared: Shared): Plugin {
  const lines = [...shared].map(
    ([at, names]) =>
      `export { ${[...names].map(([name, short]) => `${name} as ${short}`).join()} } from ${JSON.stringify(at)};`,
  );
  return {
    name: 'sharing',
    setup(to) {
      const main = { path: file('web/main.tsx'), sideEffects: true };
      to.onResolve({ filter: /^lab:main$/ }, () => main);
      to.onResolve({ filter: /^lab:(?:shared|all)$/ }, ({ path }) => ({
        path,
        namespace: 'shared',
      }));
      to.onLoad({ filter: /^lab:shared$/ }, () => ({
        contents: "import * as shared from 'lab:all'; globalThis.lab = { shared, parts: {} };",
      }));
      to.onLoad({ filter: /^lab:all$/ }, () => ({
        contents: lines.join('\n'),
        resolveDir: file('.'),
      }));
    },
  };
}

/** In a part the words of its view are its own, all others those of the page, which stand at `place`. */
function ownWords(names: readonly string[], place: OnResolveResult): Plugin {
  return {
    name: 'own words',
    setup(to) {
      to.onResolve({ filter: /words\.ts$/ }, ({ path, namespace }) =>
        namespace === 'words' ? undefined : { path, namespace: 'words' },
      );
      to.onResolve({ filter: /^lab:words$/ }, () => place);
      to.onLoad({ filter: /./, namespace: 'words' }, () => ({
        contents: `export { ${names.join()} } from 'lab:words'; export * from ${JSON.stringify(words)};`,
        resolveDir: file('.'),
      }));
    },
  };
}

/** The words that are not those of one view. */
async function sharedWords(plugins: Plugin[]): Promise<readonly string[]> {
  const asked = { entryPoints: [words], format: 'esm', metafile: true, plugins } as const;
  const { metafile } = await build({ ...common, ...asked });
  const exports = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return exports.filter((name) => !name.endsWith('Says'));
}

/** Takes the modules for which `holds` from elsewhere: what is in the namespace `start` has run when the page was opened. */
function elsewhere(
  holds: (path: string) => boolean,
  place: (path: string) => { path: string; external?: true; namespace?: string },
  load: (path: string) => string = () => '',
): Plugin {
  return {
    name: 'elsewhere',
    setup(to) {
      to.onResolve({ filter: /./ }, async (asked) => {
        if (asked.kind === 'entry-point' || asked.namespace !== 'file') return undefined;
        const at = await resolved(to, asked);
        return at !== undefined && holds(at) ? place(at) : undefined;
      });
      // As a module of the older kind: its names are asked for anew each time.
      to.onLoad({ filter: /./, namespace: 'start' }, ({ path }) => ({
        contents: load(path.slice(0, -'.cjs'.length)),
      }));
    },
  };
}

/** Where a module is; undefined for what is not a file, or is being asked for here. */
async function resolved(to: PluginBuild, { path, ...asked }: OnResolveArgs) {
  const { importer, resolveDir, kind, pluginData } = asked;
  if (pluginData === 'asked') return undefined;
  const found = await to.resolve(path, { importer, resolveDir, kind, pluginData: 'asked' });
  return found.namespace === 'file' && found.errors.length === 0 ? found.path : undefined;
}
