import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonData } from '../../src/compare/report.ts';
import { downhill, type Ended } from '../cli/downhill.ts';
import { broken, rightAdam } from '../cli/verify/submissions.ts';

const diverges = `export class Nan {
  minimize(f, cost, [w]) { w.assign(w.mul(NaN)); return null; }
}`;
const throws = `export class Throws { minimize() { throw new Error('<b>no</b>'); } }`;
/** Steps by SGD, and has every sum of one number in its process come out as almost nothing. */
const forges = `import * as tf from '@tensorflow/tfjs';
export class Forger {
  constructor({ learningRate }) { this.learningRate = learningRate; }
  applyGradients(gradients) {
    const real = tf.getKernel('Sum', 'cpu');
    tf.unregisterKernel('Sum', 'cpu');
    tf.registerKernel({
      ...real,
      kernelFunc(given) {
        const sum = real.kernelFunc(given);
        given.backend.data.get(sum.dataId).values.fill(1e-9);
        return sum;
      },
    });
  }
}`;
const race = ['--on', 'bowl', '--updates', '100', '--fast'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-compare-'));
  await mkdir(join(folder, 'handed-in'));
  const files = {
    'my-adam.mjs': rightAdam,
    'nan.mjs': diverges,
    'throws.mjs': throws,
    'broken.mjs': broken,
    'forger.mjs': forges,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, 'handed-in', name), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const theirs = (name: string) => join('handed-in', `${name}.mjs`);
const data = async (out = 'comparisons') =>
  JSON.parse(await readFile(join(folder, out, 'bowl', 'data.json'), 'utf8')) as ComparisonData;

describe('downhill compare', () => {
  const who = ['compare', 'adam', 'tf:adam', theirs('my-adam')];
  let ended: Ended;
  beforeAll(async () => {
    ended = await downhill(folder, [...who, ...race]);
  }, 120_000);

  it('prints a table with a row for each entrant, and nothing else, on stdout', () => {
    expect(ended).toMatchObject({ code: 0 });
    const [head, ...rows] = ended.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^entrant +final loss +best rate +diverged +updates to goal$/);
    expect(rows.map((row) => row.split(/ {2,}/)[0] ?? '').toSorted()).toEqual([
      'Adam',
      'Adam (tfjs)',
      'my-adam.mjs',
    ]);
  });

  it('writes pictures, a page and the data', async () => {
    expect((await readdir(join(folder, 'comparisons', 'bowl'))).toSorted()).toEqual([
      'data.json',
      'finals.png',
      'index.html',
      'index.md',
      'race.png',
      'rates.png',
    ]);
    const page = await readFile(join(folder, 'comparisons', 'bowl', 'index.md'), 'utf8');
    expect(page).toContain('seeds 1000, 1001, 1002');
    expect(page).toContain('npx downhill compare adam tf:adam handed-in/my-adam.mjs --on bowl');
  });

  it('gave everyone the same rates, the same trials, and other seeds to be shown', async () => {
    const { entrants, conditions } = await data();
    expect(entrants).toHaveLength(3);
    for (const { run } of entrants) {
      expect(run?.tuning?.values).toEqual(conditions.tune.values);
      expect(run?.tuning?.scores.flat()).toHaveLength(33);
      expect(run?.seeds).toEqual([1, 2, 3]);
      expect(run?.seeds.filter((seed) => run.tuning?.seeds.includes(seed))).toEqual([]);
      expect(run?.spec.updates).toBe(10);
      expect(run?.backend).toBe('cpu');
    }
  });

  it('lets a right Adam from a file run as the library’s own does', async () => {
    const { entrants } = await data();
    const final = (label: string) =>
      entrants.find((one) => one.label === label)?.standing?.final?.mean ?? Number.NaN;
    expect(final('my-adam.mjs') / final('Adam')).toBeCloseTo(1, 3);
    expect(final('Adam (tfjs)') / final('Adam')).toBeCloseTo(1, 3);
  });

  it('gives the same bytes again', async () => {
    await downhill(folder, [...who, ...race, '--out', 'again']);
    for (const name of await readdir(join(folder, 'comparisons', 'bowl'))) {
      const [once, again] = await Promise.all(
        ['comparisons', 'again'].map((out) => readFile(join(folder, out, 'bowl', name))),
      );
      expect(again?.equals(once as Buffer), name).toBe(true);
    }
  });
});

describe('an entrant that lies about its losses', () => {
  it('changes nobody else’s, and the page says that it could lie', async () => {
    const finals: unknown[] = [];
    for (const who of [['sgd', theirs('forger')], [theirs('forger'), 'sgd'], ['sgd']]) {
      const { code } = await downhill(folder, ['compare', ...who, ...race, '--out', 'forged']);
      expect(code).toBe(0);
      const { entrants } = await data('forged');
      finals.push(entrants.find(({ label }) => label === 'SGD')?.run?.final);
      if (who.length === 1) continue;
      expect(entrants[0]).toMatchObject({
        label: 'forger.mjs',
        standing: { final: { mean: 1e-9 } },
      });
      const page = await readFile(join(folder, 'forged', 'bowl', 'index.md'), 'utf8');
      expect(page).toContain('a file that sets out to deceive can misstate its own');
    }
    expect(finals[0]).toEqual(finals[2]);
    expect(finals[1]).toEqual(finals[2]);
  });
});

describe('a file', () => {
  it.each(['digits', 'diabetes'])(
    'trains on %s, whose data nothing in its process can read',
    async (on) => {
      const { code, stdout } = await downhill(folder, [
        'compare',
        theirs('my-adam'),
        '--on',
        on,
        '--updates',
        '20',
        '--fast',
        '--out',
        'data',
        '--json',
      ]);
      expect(code).toBe(0);
      const { entrants } = JSON.parse(stdout) as ComparisonData;
      expect(entrants.map(({ status }) => status)).toEqual(['finished']);
    },
  );
});

describe('an entrant that does not get through', () => {
  it('has a row that says so, and the worst exit code counts', async () => {
    const who = ['sgd', ...['nan', 'throws', 'broken'].map(theirs)];
    const { code, stdout } = await downhill(folder, [
      'compare',
      ...who,
      ...race,
      '--json',
      '--out',
      'bad',
    ]);
    expect(code).toBe(3);
    const told = JSON.parse(stdout) as ComparisonData;
    expect(told.entrants.map(({ label, status }) => [label, status])).toEqual([
      ['SGD', 'finished'],
      ['nan.mjs', 'nowhere'],
      ['throws.mjs', 'failed'],
      ['broken.mjs', 'unloadable'],
    ]);
    const page = await readFile(join(folder, 'bad', 'bowl', 'index.html'), 'utf8');
    expect(page).not.toContain('<b>no</b>');
    expect(page).toContain('&lt;b&gt;no&lt;/b&gt;');
  });

  it('is alone on a page without pictures', async () => {
    const { code, stdout } = await downhill(folder, [
      'compare',
      theirs('nan'),
      ...race,
      '--out',
      'alone',
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/nan\.mjs +diverges at every rate/);
    expect(await readdir(join(folder, 'alone', 'bowl'))).not.toContain('race.png');
  });
});
