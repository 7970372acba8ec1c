import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, FrameReader } from '../../src/sandbox/frame.ts';
import { readSeedResult } from '../../src/sandbox/read-seed-result.ts';
import { readReply } from '../../src/sandbox/read-reply.ts';

const series = { update: [0, 5], loss: [1, 0.5], learningRate: [0.1, NaN] };
const result = {
  series,
  path: [[1, 2]],
  weights: [3],
  divergedAt: null,
  final: { updates: 5, loss: null },
};

describe('readSeedResult', () => {
  it('takes a result as it was sent', () => {
    const [sent] = new FrameReader().add(frame({ token: 'a', reply: { trained: result } }));
    expect(readReply(sent, 'a')).toEqual({ trained: result });
  });

  it('leaves out what was not agreed, and takes no infinite result for one', () => {
    const more = { ...result, won: true, final: { loss: -Infinity, testLoss: NaN } };
    const read = readSeedResult(more);
    expect(Object.keys(read)).toEqual(['series', 'path', 'weights', 'divergedAt', 'final']);
    expect(read.final).toEqual({ loss: null, testLoss: null });
  });

  it.each([
    ['text for a number', { ...result, final: { loss: '0' } }],
    ['an object that turns into a number', { ...result, final: { loss: { valueOf: () => 0 } } }],
    ['columns of different lengths', { ...result, series: { ...series, loss: [1] } }],
    ['a series without a loss', { ...result, series: { update: [0], learningRate: [1] } }],
    ['updates out of order', { ...result, series: { ...series, update: [5, 0] } }],
    ['half an update', { ...result, divergedAt: 0.5 }],
    ['a point of three numbers', { ...result, path: [[1, 2, 3]] }],
    ['holes', { ...result, series: { ...series, loss: Array.from({ length: 2 }) } }],
    ['a name with a mark-up sign', { ...result, final: { '<b>': 1 } }],
    ['the name of a prototype', { ...result, final: JSON.parse('{"__proto__": 1}') as object }],
  ])('refuses %s', (_, value) => {
    expect(() => readSeedResult(value)).toThrow();
    expect(readReply({ token: 'a', reply: { trained: value } }, 'a')).toBeUndefined();
  });

  it('makes a result of nothing that is not one', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readReply({ token: 'a', reply: { trained: value } }, 'a')).toBeUndefined();
      }),
    );
  });
});
