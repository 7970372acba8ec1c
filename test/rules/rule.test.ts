import { describe, expect, it } from 'vitest';
import { Optimizer } from '../../src/optimizers/index.ts';
import { rule, type Elementwise, type Step } from '../../src/rules/index.ts';

const right = {
  slots: ['v'],
  defaults: { learningRate: 0.1, momentum: 0.9 },
  update: ({ w }: { w: number }, { v }: { v: number }) => ({ w, v }),
};

describe('a rule, written without types', () => {
  const write = rule as unknown as (written: unknown) => ReturnType<typeof rule>;

  it('is completed', () => {
    const { slots, ranges, otherNames } = write(right);
    expect([slots, Object.keys(ranges), otherNames]).toEqual([
      ['v'],
      ['learningRate', 'momentum'],
      {},
    ]);
    expect(write({ ...right, slots: undefined }).slots).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'rule: options must be an object such as { slots: ... }, got undefined'],
    ['the update alone', right.update, 'rule: options must be an object such as'],
    ['no update', { ...right, update: undefined }, 'rule: update is missing'],
    ['no defaults', { ...right, defaults: undefined }, 'rule: defaults is missing'],
    ['another word', { ...right, step: right.update }, 'rule: unknown option "step"'],
    ['an update that is none', { ...right, update: 3 }, 'rule: update must be a function, got 3'],
    ['a start that is none', { ...right, start: {} }, 'rule: start must be a function, got {}'],
    [
      'an evaluationWeight that is none',
      { ...right, evaluationWeight: null },
      'rule: evaluationWeight must be a function, got null',
    ],
    [
      'one slot by name',
      { ...right, slots: 'v' },
      'rule: slots must be a list of different names, none of them w, got "v"',
    ],
    ['a slot twice', { ...right, slots: ['v', 'v'] }, 'rule: slots must be a list of different'],
    ['the weight as a slot', { ...right, slots: ['w'] }, 'rule: slots must be a list of different'],
    ['a slot without a name', { ...right, slots: [''] }, 'rule: slots must be a list of different'],
    [
      'no rate',
      { ...right, defaults: { lr: 0.1 } },
      'rule: defaults must have a learningRate, got {"lr":0.1}',
    ],
    [
      'a list of defaults',
      { ...right, defaults: [0.1] },
      'rule: defaults must be an object, got [0.1]',
    ],
    [
      'a rate that is a word',
      { ...right, defaults: { learningRate: '0.1' } },
      'rule: defaults: learningRate must be a number, got "0.1"',
    ],
    [
      'a momentum above 1',
      { ...right, defaults: { learningRate: 0.1, momentum: 9 } },
      'rule: defaults: momentum must be at least 0 and at most 1, got 9',
    ],
    [
      'a range of an option that there is not',
      { ...right, ranges: { beta: { says: 'x', holds: () => true } } },
      'rule: defaults: beta is missing',
    ],
    [
      'a range that is none',
      { ...right, ranges: { momentum: [0, 1] } },
      "rule: ranges.momentum must be a range such as { says: 'above 0', holds: (x) => x > 0 }, got [0,1]",
    ],
    [
      'other names that are none',
      { ...right, otherNames: 'lr' },
      'rule: otherNames must be an object, got "lr"',
    ],
  ])('is refused with a sentence: %s', (_, written, says) => {
    expect(() => write(written)).toThrow(says);
  });

  it.each([
    [-0.5, -2],
    [-0.5, 3],
    [0, 0],
    [1, 4],
  ])('takes an option that is %d by default, and %d when it is given', (standard, given) => {
    const { ranges } = write({ ...right, defaults: { learningRate: 0.1, slope: standard } });
    expect(ranges['slope']?.holds(given)).toBe(true);
    class Sloped extends Optimizer<{ learningRate: number; slope: number }> {
      static override readonly className: string = 'Sloped';
      static override readonly defaults = { learningRate: 0.1, slope: standard };
      protected override update({ w }: Step): { w: Elementwise } {
        return { w };
      }
    }
    expect(new Sloped({ slope: given }).getConfig()).toMatchObject({ slope: given });
  });

  it('lets none be below 0 that is not by default, nor a rate', () => {
    const { ranges } = write({ ...right, defaults: { learningRate: 0.1, slope: 0, down: -1 } });
    expect(ranges['slope']?.holds(-1)).toBe(false);
    for (const defaults of [{ learningRate: -1 }, { learningRate: 0.1, momentum: -0.5 }]) {
      expect(() => write({ ...right, defaults })).toThrow('must be at least 0');
    }
  });
});
