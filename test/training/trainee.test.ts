import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { builtIns, trainee } from '../../src/training/trainee.ts';
import { run } from '../../src/training/run.ts';

await useBackend('cpu');

const experiment = (name: string) => ({
  problem: { name: 'bowl', condition: 1, start: [1, 0] },
  optimizer: { name, learningRate: 0.5 },
  updates: 3,
});

describe('a built-in of tfjs', () => {
  it('walks the path of plain descent, and leaves nothing behind', async () => {
    const { series, spec } = await run(experiment('tf:sgd'));
    expect(series[0]?.loss).toEqual([0.5, 0.125, 0.03125, 0.0078125]);
    expect(series[0]?.learningRate).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(spec.optimizer.name).toBe('tf:sgd');
  });

  it.each(Object.keys(builtIns))('takes part by its name: tf:%s', async (name) => {
    const { series } = await run(experiment(`tf:${name}`));
    expect(series[0]?.loss.at(-1)).toBeLessThan(0.5);
  });

  it('is refused under another name, and with a schedule', () => {
    expect(() => trainee({ name: 'tf:adm' })).toThrow('did you mean "adam"?');
    expect(() => trainee({ name: 'tf:adam', learningRate: { schedule: 'cosine' } })).toThrow(
      'tf:adam: learningRate must be a number',
    );
  });
});

describe('run', () => {
  it('trains its seeds wherever it is told to', async () => {
    const asked: unknown[] = [];
    const record = await run(
      {
        ...experiment('theirs'),
        seeds: [4, 5],
        tune: { values: [1, 2], score: 'loss', seeds: [9] },
      },
      {
        trainSeed: ({ optimizer }, seed) => {
          asked.push([optimizer['learningRate'], seed]);
          const final = { updates: 3, loss: 1 / (optimizer['learningRate'] as number) };
          const series = { update: [0], loss: [1], learningRate: [1] };
          return Promise.resolve({ series, path: [], weights: [], divergedAt: null, final });
        },
      },
    );
    expect(asked).toEqual([
      [1, 9],
      [2, 9],
      [2, 4],
      [2, 5],
    ]);
    expect(record.tuning).toMatchObject({ best: 2, onBorder: true });
    expect(record.final).toEqual({ updates: [3, 3], loss: [0.5, 0.5] });
  });
});
