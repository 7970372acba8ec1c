import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, FrameReader } from '../../src/sandbox/frame.ts';
import { readReply } from '../../src/sandbox/read-reply.ts';

const token = 'secret';
const read = (reply: unknown) => readReply({ token, reply }, token);
const values = Float64Array.of(1, NaN, -Infinity, -0);
const observation = { id: 'a', path: [values], facts: {} };
class Own extends Float64Array {}
const withRow = (row: unknown) => ({ observation: { ...observation, path: [row] } });

describe('readReply', () => {
  it('takes an observation as it was sent, whatever its numbers', () => {
    const [sent] = new FrameReader().add(frame({ token, reply: { observation } }));
    expect(readReply(sent, token)).toEqual({ observation });
  });

  it('takes nothing without the token', () => {
    expect(readReply({ token: '', reply: { observation } }, token)).toBeUndefined();
  });

  it('leaves out what was not agreed, and cuts what is too long', () => {
    const thrown = { message: 'x'.repeat(9999), update: 1, verdict: 'passed' };
    const reply = read({ observation: { ...observation, thrown, passed: true } }) as {
      observation: { thrown: { message: string } };
    };
    expect(Object.keys(reply.observation)).toEqual(['id', 'path', 'thrown', 'facts']);
    expect(Object.keys(reply.observation.thrown)).toEqual(['message', 'update']);
    expect(reply.observation.thrown.message).toHaveLength(2003);
  });

  it.each([
    ['a verdict', { verdict: 'passed' }],
    ['two things at once', { observation, stuck: true }],
    ['a path that is no list', { observation: { ...observation, path: { length: 3 } } }],
    ['a list for doubles', withRow([1, 2])],
    ['doubles of less precision', withRow(new Float32Array(2))],
    ['doubles of a class of their own', withRow(new Own(2))],
    ['what only looks like doubles', withRow(Object.create(Float64Array.prototype))],
    ['doubles that others can write', withRow(new Float64Array(new SharedArrayBuffer(16)))],
    ['facts of another kind', { observation: { ...observation, facts: { touched: 'no' } } }],
    ['a form that is none', { loaded: { exportedAs: 'a', name: 'a', form: 'x' } }],
    ['an inherited name', Object.create({ stuck: true })],
    ['the name of a method', { constructor: 1 }],
  ])('refuses %s', (_, reply) => {
    expect(read(reply)).toBeUndefined();
  });

  it('is not kept busy by a few numbers that stand in a message a million times', () => {
    for (const row of [values, new Float64Array()]) {
      const path = Array<Float64Array>(6e6 / (row.length + 1)).fill(row);
      expect(read({ observation: { ...observation, path } }), `${row.length}`).toBeUndefined();
    }
  });

  it('keeps numbers in memory of its own', () => {
    const { observation: kept } = read({ observation }) as { observation: typeof observation };
    expect(kept.path[0]).toEqual(values);
    expect(kept.path[0]?.buffer).not.toBe(values.buffer);
  });

  it('throws for nothing at all', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withTypedArray: true }), (value) => {
        readReply(value, token);
        for (const word of ['ready', 'loaded', 'failed', 'observation', 'done', 'escaped']) {
          read({ [word]: value });
        }
      }),
    );
  });
});

describe('a reader of frames', () => {
  it('puts messages together from pieces of any size', () => {
    const values = [{ a: 1 }, 'two', [NaN]];
    const bytes = Buffer.concat(values.map(frame));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sizes) => {
        const reader = new FrameReader();
        const got: unknown[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % sizes.length] as number;
          got.push(...reader.add(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(got).toEqual(values);
      }),
    );
  });

  it('either gives values or throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const header = Buffer.from([bytes.length, 0, 0, 0]);
        try {
          for (const value of new FrameReader().add(Buffer.concat([header, bytes]))) {
            readReply(value, token);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it('refuses a message longer than any of ours at once', () => {
    const announced = Buffer.from([255, 255, 255, 127]);
    expect(() => [...new FrameReader().add(announced)]).toThrow('impossible length');
  });
});
