import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import type { Curves, Dots, Parallel } from '../../src/figures/index.ts';
import { sweepFigures } from '../../src/sweep/figures.ts';
import { readSweep } from '../../src/sweep/read-sweep.ts';
import { writeSweep } from '../../src/sweep/report.ts';
import { runSweep, type CellResult } from '../../src/sweep/run-sweep.ts';
import { sweepTable, trialsCsv } from '../../src/sweep/table.ts';
import { countedRig } from './rig.ts';

await useBackend('cpu');

const study = {
  schema: 1,
  name: 'test',
  problems: [{ name: 'noisyBowl', label: 'a <noisy> bowl' }, { name: 'bowl' }],
  optimizers: [
    {
      name: 'momentum',
      learningRate: { log: [0.001, 1000] },
      momentum: { choice: [0, 0.9] },
    },
    {
      name: 'adam',
      learningRate: { choice: [0.1, { schedule: 'cosine', peak: 0.1, updates: 20 }] },
    },
    { name: 'sgd', learningRate: 1000 },
  ],
  updates: 20,
  trials: 8,
  seeds: [7, 8],
  final: [1, 2],
};
const read = (change: object = {}) => readSweep('s.json', JSON.stringify({ ...study, ...change }));
const done = (change: object = {}) => runSweep(read(change), countedRig(), { who: 's.json' });

let folder = '';
let cells: CellResult[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-sweep-'));
  cells = await done();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the pictures of a study', () => {
  it('keep the log axis of a loss that is exactly 0 for one setting, and say so', async () => {
    const change = {
      problems: [{ name: 'bowl', condition: 1 }],
      optimizers: [
        {
          name: 'momentum',
          learningRate: { choice: [0.1, 0.5, 1] },
          momentum: { choice: [0, 0.9] },
        },
      ],
    };
    const figures = sweepFigures(await done(change), read(change));
    const rates = figures['bowl--by--learningrate'] as Curves;
    expect(rates.y.scale).toBe('log');
    expect(rates.lines[0]?.label).toBe('Momentum (0 at 1)');
    const trials = figures['bowl--momentum--trials'] as Parallel;
    expect(trials.axes.at(-1)?.scale).toBe('log');
    expect(trials.subtitle).toContain('1 of 6 at loss 0, the low end of its axis');
    const effects = figures['bowl--momentum--effects'] as Dots;
    expect(effects.x.scale).toBe('log');
    expect(effects.rows.map(({ note }) => note).join()).toContain('1 of 2 at 0');
    // Nothing but zeros has no place on a log axis.
    expect((figures['bowl--final'] as Dots).x.scale).toBe('linear');
  });

  it('are those of each problem, each cell with several options, and the profile', () => {
    expect(Object.keys(sweepFigures(cells, read())).toSorted()).toEqual([
      'a-noisy-bowl--by--learningrate',
      'a-noisy-bowl--by--momentum',
      'a-noisy-bowl--final',
      'a-noisy-bowl--momentum--effects',
      'a-noisy-bowl--momentum--trials',
      'a-noisy-bowl--race',
      'bowl--by--learningrate',
      'bowl--by--momentum',
      'bowl--final',
      'bowl--momentum--effects',
      'bowl--momentum--trials',
      'bowl--race',
      'profile',
    ]);
  });

  it('show every trial: what diverged is a cross, and only the best are bold', () => {
    const trials = sweepFigures(cells, read())['bowl--momentum--trials'] as Parallel;
    expect(trials.axes.map(({ label }) => label)).toEqual(['learning rate', 'momentum', 'loss']);
    expect(trials.lines).toHaveLength(8);
    const lost = trials.lines.filter(({ values }) => values[2] === null);
    expect(lost.length).toBeGreaterThan(0);
    const bold = trials.lines.filter((line) => line.bold).map(({ values }) => values[2] as number);
    const pale = trials.lines
      .filter((line) => !line.bold)
      .map(({ values }) => values[2] ?? Infinity);
    expect(bold.length).toBe(3);
    expect(Math.max(...bold)).toBeLessThanOrEqual(Math.min(...pale));
  });

  it('show the best trial at each value, with all seeds', () => {
    const { lines, subtitle } = sweepFigures(cells, read())['bowl--by--momentum'] as Curves;
    const [line] = lines;
    const cell = cells.find(
      ({ problem, optimizer }) => problem.label === 'bowl' && optimizer.label === 'Momentum',
    );
    const best = Math.min(
      ...(cell?.trials ?? [])
        .filter(({ trial }) => trial.setting['momentum'] === 0.9)
        .map(({ runs }) => runs[0]?.score ?? Infinity),
    );
    expect(line?.x).toEqual([0, 0.9]);
    expect(line?.y[1]).toBeCloseTo(best, 4);
    expect(subtitle).toContain('a grid of 8 settings · 2 seeds · 20 updates');
    expect(subtitle).toContain('all else at its best for each value');
  });

  it('name the option on which most hangs', () => {
    const effects = sweepFigures(cells, read())['bowl--momentum--effects'] as Dots;
    expect(effects.rows.map(({ label }) => label)).toEqual([
      'learning rate 0.001',
      'learning rate 0.1',
      'learning rate 10',
      'learning rate 1,000',
      'momentum 0',
      'momentum 0.9',
    ]);
    expect(effects.title).toMatch(/most hangs on the learning rate, by which the median loss goes/);
  });

  it('compare a halved study by what all of it came to', async () => {
    const halved = { rungs: [5, 10] };
    const figures = sweepFigures(await done(halved), read(halved));
    const trials = figures['bowl--momentum--trials'] as Parallel;
    expect(trials.axes.at(-1)?.label).toBe('loss after 5 updates');
    expect(trials.subtitle).toContain('seed 7 · the worse stopped after 5 and 10 of 20 updates');
  });

  it('are none where nobody came through', async () => {
    const lost = { optimizers: study.optimizers.slice(2), problems: [{ name: 'bowl' }] };
    expect(sweepFigures(await done(lost), read(lost))).toEqual({});
  });
});

describe('the report of a study', () => {
  it('has pictures, page, data and a row for every run', async () => {
    const about = { backend: 'cpu', command: 'npx downhill sweep s.json' };
    const data = await writeSweep(cells, read(), join(folder, 'test'), about);
    const names = await readdir(join(folder, 'test'));
    expect(names).toEqual(
      expect.arrayContaining(['index.md', 'index.html', 'data.json', 'trials.csv', 'profile.png']),
    );
    const text = (name: string) => readFile(join(folder, 'test', name), 'utf8');
    expect(JSON.parse(await text('data.json'))).toEqual(JSON.parse(JSON.stringify(data)));
    const page = await text('index.md');
    expect(page).toContain('SGD on bowl: no setting came through with all its seeds');
    expect(page).toContain('again, with seeds 1, 2.');
    expect(page).not.toContain('<noisy>');
    // One file: its figures are live by a script that it holds.
    const html = await text('index.html');
    expect(html).toMatch(/<script type="module">[^]+data-live[^]+<\/script>/);
    expect(html).toContain('<figure data-live="curves">');
    expect(html).not.toMatch(/ src="(?!data:)/);
    for (const { file } of data.figures) expect(page).toContain(`(${file})`);
    // 8 settings, 2 and 1, on two problems, with two seeds.
    expect((await text('trials.csv')).trimEnd().split('\n')).toHaveLength(1 + 2 * 11 * 2);
  });

  it('gives the same bytes again', async () => {
    const about = { backend: 'cpu', command: 'x' };
    await writeSweep(cells, read(), join(folder, 'one'), about);
    await writeSweep(await done(), read(), join(folder, 'two'), about);
    for (const name of await readdir(join(folder, 'one'))) {
      const [one, two] = await Promise.all(
        ['one', 'two'].map((out) => readFile(join(folder, out, name))),
      );
      expect(two?.equals(one as Buffer), name).toBe(true);
    }
  });

  it('quotes what commas and quotes would break', () => {
    const [head, ...rows] = trialsCsv(cells, read()).split('\n');
    expect(head).toBe(
      'problem,optimizer,trial,learningRate,momentum,seed,loss,divergedAt,stoppedAt',
    );
    const scheduled = rows.filter((row) => row.includes('schedule'));
    expect(scheduled).toHaveLength(4);
    expect(scheduled[0]).toContain('"{""schedule"":""cosine"",""peak"":0.1,""updates"":20}"');
  });

  it('has a row for each optimizer on each problem, best first', () => {
    const { rows } = sweepTable(cells, read());
    expect(rows).toHaveLength(6);
    expect(rows.at(-1)).toEqual(['bowl', 'SGD', 'no setting came through', '', '', '']);
  });
});
