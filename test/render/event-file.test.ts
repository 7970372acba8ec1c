import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  learningRateLog,
  lossParts,
  scalarRecord,
  versionRecord,
} from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { eventFile, tensorBoard } from '../../src/render/event-file.ts';
import { column, oneWeight } from '../callbacks/one-weight.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-events-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Two epochs of two updates; the weight stays 3, so every loss is known. */
async function fit(updates: boolean, place: string | URL = folder): Promise<void> {
  const model = oneWeight(3);
  model.compile({ optimizer: new SGD({ learningRate: 0 }), loss: 'meanSquaredError' });
  await model.fit(column(1, 1), column(0, 1), {
    epochs: 2,
    batchSize: 1,
    shuffle: false,
    validationData: [column(1), column(0)],
    callbacks: [learningRateLog(), lossParts(), tensorBoard({ folder: place, updates })],
  });
}

const contents = (...path: string[]) => {
  const [name = '', ...others] = readdirSync(join(folder, ...path));
  expect(others).toEqual([]);
  return readFileSync(join(folder, ...path, name));
};

describe('eventFile', () => {
  it('goes where a URL says, too', async () => {
    await fit(false, pathToFileURL(join(folder, 'by url')));
    expect(contents('by url', 'train').length).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(['by url']);
  });

  it('appends, with everything on disk once its promise resolves', async () => {
    const sink = eventFile(join(folder, 'deep', 'run'), 'here');
    expect(readdirSync(folder)).toEqual([]);
    await sink(versionRecord(1));
    expect(contents('deep', 'run')).toEqual(Buffer.from(versionRecord(1)));
    const event = scalarRecord({ wallTime: 2, step: 3, values: { a: 1 } });
    await sink(event);
    expect(contents('deep', 'run')).toEqual(Buffer.concat([versionRecord(1), event]));
    expect(readdirSync(join(folder, 'deep', 'run'))[0]).toMatch(
      /^events\.out\.tfevents\.\d{10}\.here$/,
    );
  });

  it('never writes into a file that is there', async () => {
    for (let i = 0; i < 3; i++) await eventFile(folder, 'same')(versionRecord(i));
    const names = readdirSync(folder);
    expect(names).toHaveLength(3);
    const found = names.map((name) => readFileSync(join(folder, name)).toString('hex'));
    expect(found.toSorted()).toEqual(
      [0, 1, 2].map((i) => Buffer.from(versionRecord(i)).toString('hex')).toSorted(),
    );
  });

  it('says where it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const callback = tensorBoard({ folder: join(folder, 'file') });
    const model = oneWeight();
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await expect(model.fit(column(1), column(1), { callbacks: [callback] })).rejects.toThrow(
      /^tensorBoard: cannot write into .*train \(.*\); choose another folder$/,
    );
  });
});

describe('tensorBoard', () => {
  it('makes a run each of training and of validation', async () => {
    await fit(false);
    expect(readdirSync(folder).toSorted()).toEqual(['train', 'validation']);
    for (const run of ['train', 'validation']) {
      expect(contents(run).includes('brain.Event:2')).toBe(true);
      expect(contents(run).includes('epoch_loss')).toBe(true);
      expect(contents(run).includes('batch_loss')).toBe(false);
    }
  });

  it.each([
    [{}, 'folder is missing'],
    [{ folder: '' }, 'folder must be the path of a folder, got ""'],
    [{ folder: 'runs', label: 'a/b' }, 'label must be made of letters, digits, dots, dashes'],
    [{ logdir: 'runs' }, 'unknown option "logdir"'],
  ])('refuses %j', (options, message) => {
    expect(() => tensorBoard(options as never)).toThrow(`tensorBoard: ${message}`);
  });
});

describe('the tensorboard package', () => {
  const python = process.env['TENSORBOARD_PYTHON'] ?? 'python3';
  const script = fileURLToPath(new URL('../../scripts/read-events.py', import.meta.url));
  const installed = () => {
    try {
      execFileSync(python, ['-c', 'import tensorboard'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  it('reads what was written', { timeout: 120_000 }, async ({ skip }) => {
    skip(
      !installed(),
      `${python} has no tensorboard package; name an interpreter that has in TENSORBOARD_PYTHON`,
    );
    await fit(true);
    // A run that was killed while its last record was being written.
    const sink = eventFile(join(folder, 'killed'), 'downhill');
    await sink(versionRecord(1));
    await sink(scalarRecord({ wallTime: 2, step: 2 ** 40, values: { a: NaN, b: -Infinity } }));
    await sink(scalarRecord({ wallTime: 3, step: 5, values: { a: 1 } }).subarray(0, 30));
    const read: unknown = JSON.parse(execFileSync(python, [script, folder], { encoding: 'utf8' }));
    const twice = (value: number) => [
      [0, value],
      [1, value],
    ];
    expect(read).toEqual({
      train: {
        batch_loss: [
          [0, 9],
          [1, 4],
          [2, 9],
          [3, 4],
        ],
        epoch_loss: twice(6.5),
        epoch_dataLoss: twice(6.5),
        epoch_penalty: twice(0),
        epoch_learningRate: twice(0),
      },
      validation: {
        epoch_loss: twice(9),
        epoch_dataLoss: twice(9),
        epoch_totalLoss: twice(9),
      },
      killed: { a: [[2 ** 40, 'nan']], b: [[2 ** 40, '-inf']] },
    });
  });
});
