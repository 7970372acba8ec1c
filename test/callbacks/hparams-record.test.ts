import { expect, it } from 'vitest';
import { hparamsRecords } from '../../src/callbacks/hparams-record.ts';

/** What the classes of the `tensorboard` package 2.21.0 (Apache-2.0) wrote for the trial of the test. */
const written =
  'pQAAAAAAAADppP4eKqIBCp8BChxfaHBhcmFtc18vc2Vzc2lvbl9zdGFydF9pbmZvQgYIARICEgBKdwp1CgdocGFyYW1zEmoaaAoSCgViZXRhMR' +
  'IJEQAAAAAAAAAACh4KEWxlYXJuaW5nUmF0ZS5wZWFrEgkRexSuR+F6hD8KDgoIbmVzdGVyb3YSAiABChMKCW9wdGltaXplchIGGgRBZGFtIg1i' +
  'b3dsLCBBZGFtLCAz30MJzTsAAAAAAAAAGiOsXCo5CjcKGl9ocGFyYW1zXy9zZXNzaW9uX2VuZF9pbmZvQgYIARICEgBKEQoPCgdocGFyYW1zEg' +
  'QiAggCmvfF+w==';

it('the records of a trial are byte for byte those of the tensorboard package', () => {
  const { start, end } = hparamsRecords({
    values: { beta1: 0, 'learningRate.peak': 0.01, nesterov: true, optimizer: 'Adam' },
    group: 'bowl, Adam, 3',
    failed: true,
  });
  expect(Buffer.concat([start, end]).toString('base64')).toBe(written);
});
