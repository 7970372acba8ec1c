// The package as whoever installs it gets it: packed, installed by npm into an empty folder, used from there.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const browser = [
  process.env['CHROME_BIN'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== '' && existsSync(path));

let home: string;
let installed: string;
const inHome = async (command: string, ...args: string[]) =>
  execute(command, args, { cwd: home, maxBuffer: 1 << 26 });
const write = (file: string, text: string) => writeFile(join(home, file), text);

/** All files below a folder, with slashes. */
const filesOf = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'downhill-package-')));
  installed = join(home, 'node_modules', 'downhill');
  await execute(npm, ['pack', '--silent', '--pack-destination', home], { cwd: root });
  const tarball = (await readdir(home)).find((file) => file.endsWith('.tgz')) as string;
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  await write('package.json', '{ "type": "module", "private": true }');
  const tfjs = `@tensorflow/tfjs@${devDependencies['@tensorflow/tfjs']}`;
  await inHome(npm, 'install', '--no-audit', '--no-fund', `./${tarball}`, tfjs);
}, 600_000);
afterAll(() => rm(home, { recursive: true, force: true }));

describe('the package', () => {
  it('holds the build with types, the sources that lessons quote, lessons, data and licences', async () => {
    const files = (await filesOf(installed)).filter((file) => !file.startsWith('node_modules/'));
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/node.js',
        'dist/node.d.ts',
        'dist/cli/main.js',
        'dist/lessons/index.js',
        'dist/node_modules/chartjs-node-canvas/LICENSE',
        'dist/node_modules/tslib/LICENSE.txt',
        'lessons/adamw/lesson.md',
        'lessons/adamw/lesson.ts',
        'src/rules/adam.ts',
        'dist/mutants.js',
        'src/problems/digits.bin',
        'src/problems/digits.LICENSE.md',
      ]),
    );
    const strange =
      /^(?:test|bench|reports(?=\/(?!backends\.json))|scripts|workbook|docs)\/|\.tsbuildinfo$|\.test\.|^\./;
    expect(files.filter((file) => strange.test(file))).toEqual([]);
  });

  it('brings no node-canvas, and one tfjs for both', async () => {
    const files = await filesOf(join(home, 'node_modules'));
    const packages = files.filter((file) => /(?:^|\/)(?:canvas|tfjs)\/package\.json$/.test(file));
    const names = await Promise.all(
      packages.map(async (file) => {
        const text = await readFile(join(home, 'node_modules', file), 'utf8');
        return (JSON.parse(text) as { name: string }).name;
      }),
    );
    expect(names.toSorted()).toEqual(['@napi-rs/canvas', '@tensorflow/tfjs']);
  });

  it('trains a model from a script', async () => {
    await write(
      'train.js',
      `import * as tf from '@tensorflow/tfjs';
      import { AdamW, warmup, cosine } from 'downhill';
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
      const learningRate = warmup(5, cosine({ peak: 0.1, updates: 100 }));
      model.compile({ optimizer: new AdamW({ learningRate }), loss: 'meanSquaredError' });
      const x = tf.tensor([[0, 1], [1, 0], [1, 1], [0, 0]]);
      const { history } = await model.fit(x, x.sum(1, true), { epochs: 50, verbose: 0 });
      console.log(JSON.stringify([history.loss[0], history.loss.at(-1)]));`,
    );
    const { stdout } = await inHome(process.execPath, 'train.js');
    const [first, last] = JSON.parse(stdout.trim().split('\n').at(-1) as string) as number[];
    expect(last).toBeLessThan((first as number) / 10);
  });

  it.each(['nodenext', 'bundler'])('has types under moduleResolution %s', async (resolution) => {
    const use = (wrong: boolean) => `
      import * as tf from '@tensorflow/tfjs';
      import { AdamW, clipByGlobalNorm, cosine, warmup, type Schedule } from 'downhill';
      import { run, type RunRecord } from 'downhill/node';
      const schedule: Schedule = warmup(5, cosine({ peak: 0.1, updates: 100 }));
      export const optimizer: tf.Optimizer = new AdamW({
        learningRate: schedule,
        ${wrong ? 'weigthDecay' : 'weightDecay'}: 0.1,
        transforms: [clipByGlobalNorm({ norm: 1 })],
      });
      export const record: Promise<RunRecord> = run({} as Parameters<typeof run>[0]);
      tf.sequential().compile({ optimizer, loss: 'meanSquaredError' });`;
    await write('right.ts', use(false));
    await write('wrong.ts', use(true));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const module = resolution === 'bundler' ? 'preserve' : 'nodenext';
    const strict = '--noEmit --strict --skipLibCheck --target es2022 --lib es2023,dom';
    const options = [...strict.split(' '), '--module', module, '--moduleResolution', resolution];
    const compile = (file: string) =>
      inHome(process.execPath, tsc, ...options, file).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
    expect(await compile('right.ts')).toBe('');
    expect(await compile('wrong.ts')).toMatch(/weigthDecay/);
  });

  it('draws from downhill/node, and its commands work', async () => {
    await write(
      'draw.js',
      `import { described, plot, renderPng } from 'downhill/node';
      const axis = (label) => ({ label, scale: 'linear' });
      const line = plot({
        x: axis('x'), y: axis('y'), lines: [{ style: 'sgd', x: [0, 1], y: [0, 1] }],
      });
      const words = { title: 'A line', subtitle: 'one', alt: 'A line that rises.' };
      const png = renderPng(described(line, words));
      console.log(png.subarray(1, 4).toString(), png.length > 2000);`,
    );
    expect((await inHome(process.execPath, 'draw.js')).stdout.trim()).toBe('PNG true');

    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
    const { stdout: doctor } = await inHome(npx, 'downhill', 'doctor', '--json');
    expect(JSON.parse(doctor)).toMatchObject({ auto: 'wasm', canvas: { available: true } });
    const { stdout: list } = await inHome(npx, 'downhill', 'list', '--json');
    const { lessons } = JSON.parse(list) as { lessons: { id: string }[] };
    expect(lessons.map(({ id }) => id)).toContain('adamw');
    await inHome(npx, 'downhill', 'run', 'gradient-descent', '--fast', '--out', 'out');
    const report = await readdir(join(home, 'out', 'gradient-descent'));
    expect(report).toEqual(expect.arrayContaining(['data.json', 'index.md', 'hiker.png']));
  });
});

describe('the package in a browser', () => {
  const entry = (body: string) => ({ contents: body, resolveDir: home, loader: 'js' as const });
  const bundle = async (body: string, more: BuildOptions = {}) => {
    const result = await build({
      stdin: entry(body),
      absWorkingDir: home,
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'iife',
      metafile: true,
      write: false,
      logLevel: 'silent',
      ...more,
    });
    const [output] = Object.values(result.metafile?.outputs ?? {});
    const inputs = Object.keys(result.metafile?.inputs ?? {});
    return { text: result.outputFiles?.[0]?.text ?? '', inputs, imports: output?.imports ?? [] };
  };
  const own = (body: string) =>
    bundle(body, { external: ['@tensorflow/tfjs'], format: 'esm' as const });

  const training = `
    import * as tf from '@tensorflow/tfjs';
    import { AdamW, cosine, warmup } from 'downhill';
    tf.setBackend('cpu');
    const w = tf.variable(tf.tensor([3, -2]));
    const optimizer = new AdamW({ learningRate: warmup(5, cosine({ peak: 0.1, updates: 100 })) });
    for (let i = 0; i < 100; i++) optimizer.minimize(() => w.square().sum());
    w.data().then(([a, b]) => globalThis.done('trained ' + (Math.hypot(a, b) < 0.5)));`;

  it('is bundled without anything that needs Node', async () => {
    const { inputs, imports } = await own(`export * from 'downhill'`);
    expect([...new Set(imports.map(({ path }) => path))]).toEqual(['@tensorflow/tfjs']);
    const forbidden =
      /^node:|chart|canvas|commander|backend-wasm|esbuild|marked|fontsource|\/(?:render|backend|engine|sandbox|grading|course|workbook|compare|cli)\//;
    expect(inputs.filter((path) => forbidden.test(path))).toEqual([]);
    expect(inputs.length).toBeGreaterThan(20);
  });

  it('leaves out what is not used, and registers what is', async () => {
    const all = await own(`export * from 'downhill'`);
    const some = await own(`export { cosine } from 'downhill'`);
    process.stdout.write(
      `downhill in a bundle, minified, without tfjs: ${all.text.length} bytes in all, ${some.text.length} for cosine alone\n`,
    );
    expect(some.text.length).toBeLessThan(all.text.length / 10);
    const { text } = await bundle(`
      import * as tf from '@tensorflow/tfjs';
      import { AdamW } from 'downhill';
      new AdamW();
      globalThis.done(Object.keys(tf.serialization.SerializationMap.getMap().classNameMap)
        .filter((name) => /^Downhill/.test(name)).join());`);
    expect(await inVm(text)).toBe('DownhillAdamW');
  });

  it('trains where there is no Node', async () => {
    const { text } = await bundle(training);
    expect(await inVm(text)).toBe('trained true');
  });

  it(`trains in ${browser ?? 'a browser'}`, async ({ skip }) => {
    if (browser === undefined) skip('no Chromium found; set CHROME_BIN to one');
    const { text } = await bundle(training);
    await write('bundle.js', text);
    await write(
      'page.html',
      `<!doctype html><p id="out"></p><script>
      const say = (text) => { document.getElementById('out').textContent = text; };
      globalThis.done = say;
      addEventListener('error', ({ message }) => say('error ' + message));
      </script><script src="bundle.js"></script>`,
    );
    const flags = '--headless --no-sandbox --disable-gpu --virtual-time-budget=60000 --dump-dom';
    const profile = `--user-data-dir=${join(home, 'profile')}`;
    const page = `file://${join(home, 'page.html')}`;
    const { stdout } = await inHome(browser as string, ...flags.split(' '), profile, page);
    expect(/<p id="out">(.*?)<\/p>/.exec(stdout)?.[1]).toBe('trained true');
  });
});

/** What a script hands to `done`, in a world with a browser's globals and none of Node's. */
function inVm(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const world: Record<string, unknown> = {
      console,
      performance,
      TextEncoder,
      TextDecoder,
      setTimeout,
      clearTimeout,
      queueMicrotask,
      structuredClone,
      btoa,
      atob,
      fetch,
      URL,
      navigator: { userAgent: 'vm' },
      document: { createElement: () => ({ getContext: () => null }) },
      location: { href: 'http://localhost/' },
      addEventListener: () => {},
      done: resolve,
    };
    Object.assign(world, { window: world, self: world });
    try {
      vm.runInNewContext(script, world, { timeout: 60_000 });
    } catch (error) {
      reject(error);
    }
  });
}
