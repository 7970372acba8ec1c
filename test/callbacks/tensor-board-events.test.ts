import { describe, expect, it } from 'vitest';
import {
  learningRateLog,
  scalarRecord,
  tensorBoardEvents,
  versionRecord,
} from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { column, oneWeight } from './one-weight.ts';

/** Sinks that keep their records, and a clock that counts. */
function gathered() {
  const train: Uint8Array[] = [];
  const validation: Uint8Array[] = [];
  let time = 0;
  const sinks = {
    train: async (bytes: Uint8Array) => void train.push(bytes),
    validation: (bytes: Uint8Array) => void validation.push(bytes),
    now: () => ++time,
  };
  return { train, validation, sinks };
}

function compiled(start = 3) {
  const model = oneWeight(start);
  model.compile({ optimizer: new SGD({ learningRate: 0 }), loss: 'meanSquaredError' });
  return model;
}

const [x, y] = [column(1, 1), column(0, 1)];

describe('tensorBoardEvents', () => {
  it('writes every log of an epoch, validation into a run of its own under the same name', async () => {
    const { train, validation, sinks } = gathered();
    await compiled().fit(x, y, {
      epochs: 2,
      validationData: [column(1), column(0)],
      callbacks: [learningRateLog(), tensorBoardEvents(sinks)],
    });
    const values = { epoch_loss: 6.5, epoch_learningRate: 0 };
    expect(train).toEqual([
      versionRecord(1),
      scalarRecord({ wallTime: 1, step: 0, values }),
      scalarRecord({ wallTime: 3, step: 1, values }),
    ]);
    expect(validation).toEqual([
      versionRecord(2),
      scalarRecord({ wallTime: 2, step: 0, values: { epoch_loss: 9 } }),
      scalarRecord({ wallTime: 4, step: 1, values: { epoch_loss: 9 } }),
    ]);
  });

  it('writes every update when asked, and counts on from one fit to the next', async () => {
    const { train, validation, sinks } = gathered();
    const callback = tensorBoardEvents({ ...sinks, updates: true });
    const model = compiled();
    const options = { batchSize: 1, shuffle: false, callbacks: [callback] };
    await model.fit(x, y, options);
    await model.fit(x, y, { ...options, initialEpoch: 1, epochs: 2 });
    const record = (wallTime: number, step: number, tag: string, value: number) =>
      scalarRecord({ wallTime, step, values: { [tag]: value } });
    expect(train).toEqual([
      versionRecord(1),
      record(1, 0, 'batch_loss', 9),
      record(2, 1, 'batch_loss', 4),
      record(3, 0, 'epoch_loss', 6.5),
      record(4, 2, 'batch_loss', 9),
      record(5, 3, 'batch_loss', 4),
      record(6, 1, 'epoch_loss', 6.5),
    ]);
    expect(validation).toEqual([]);
  });

  it('goes on where a saved optimizer stopped, and never back to epoch 0', async () => {
    const { train, sinks } = gathered();
    const first = new SGD();
    first.applyGradients({});
    first.applyGradients({});
    const optimizer = new SGD({ learningRate: 0 });
    optimizer.loadState(await first.saveState());
    const model = oneWeight(3);
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const callback = tensorBoardEvents({ ...sinks, updates: true });
    const options = { batchSize: 2, callbacks: [callback] };
    await model.fit(x, y, { ...options, initialEpoch: 1, epochs: 2 });
    await model.fit(x, y, { ...options, epochs: 2 });
    const record = (wallTime: number, step: number, tag: string) =>
      scalarRecord({ wallTime, step, values: { [tag]: 6.5 } });
    expect(train.slice(1)).toEqual([
      record(1, 2, 'batch_loss'),
      record(2, 1, 'epoch_loss'),
      record(3, 3, 'batch_loss'),
      record(4, 2, 'epoch_loss'),
      record(5, 4, 'batch_loss'),
      record(6, 3, 'epoch_loss'),
    ]);
  });

  it('tells fit when a sink fails', async () => {
    const { sinks } = gathered();
    const train = () => Promise.reject(new Error('full'));
    const callbacks = [tensorBoardEvents({ ...sinks, train })];
    await expect(compiled().fit(x, y, { callbacks })).rejects.toThrow('full');
  });

  it('wants functions to write to', () => {
    const { train } = gathered().sinks;
    expect(() => tensorBoardEvents({ train } as never)).toThrow(
      'tensorBoardEvents: validation is missing',
    );
    expect(() => tensorBoardEvents({ train, validation: 'runs' } as never)).toThrow(
      'tensorBoardEvents: validation must be a function, got "runs"',
    );
  });
});
