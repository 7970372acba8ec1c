import { describe, expect, it } from 'vitest';
import { scalarRecord, versionRecord } from '../../src/callbacks/index.ts';

/**
 * What the RecordWriter and Event classes of the `tensorboard` package 2.21.0 (Apache-2.0) wrote for the four events of
 * the test: numbers and names of our own in its format.
 */
const written =
  'GAAAAAAAAACjf0siCQAAEED8VNlBGg1icmFpbi5FdmVudDoyM40v6TAAAAAAAAAAlfXQXwkAACBA/FTZQSolChEKCmVwb2NoX2xvc3MVAAAAPwoQ' +
  'CgllcG9jaF9hY2MVAAAAAHmf+dAhAAAAAAAAAAF77PYJAABAQPxU2UEQrAIqEwoRCgplcG9jaF9sb3NzFQrXo7o2LXvxKwAAAAAAAACGG8NLCQAA' +
  'gED8VNlBEIeAgICAICoZChcKEFZlcmx1c3QvZ3LDtsOfdGUVAADAf3D/VLg=';

describe('event records', () => {
  it('are byte for byte those of the tensorboard package', () => {
    const records = [
      versionRecord(1700000000.25),
      scalarRecord({ wallTime: 1700000000.5, step: 0, values: { epoch_loss: 0.5, epoch_acc: 0 } }),
      scalarRecord({ wallTime: 1700000001, step: 300, values: { epoch_loss: -1.25e-3 } }),
      scalarRecord({ wallTime: 1700000002, step: 2 ** 40 + 7, values: { 'Verlust/größte': NaN } }),
    ];
    expect(Buffer.concat(records).toString('base64')).toBe(written);
  });
});
