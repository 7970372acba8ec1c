import { array, assert, constantFrom, float, integer, oneof, pre, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasReciprocal, passes } from '../../src/fused/program.ts';
import { NotRecorded, Tape, type Update } from '../../src/fused/tape.ts';
import { kernelBytes } from '../../src/fused/wasm-kernel.ts';
import { signed, unsigned } from '../../src/fused/wasm-code.ts';
import { adam, lamb, radam, type Hyper, type Rule } from '../../src/rules/index.ts';

const updateOf =
  <O extends Hyper, S extends string>(rule: Rule<O, S>): Update =>
  (step, slots) =>
    rule.update(step, slots, rule.defaults);
const record = (tape: Tape, update: Update, t: number, scalars: readonly boolean[] = []) =>
  tape.record(update, { lr: 0.1, t }, [2, 3], scalars);

describe('a tape', () => {
  it('gives the same program as long as the same is computed, with the numbers of each update', () => {
    const tape = new Tape(adam.slots);
    const first = record(tape, updateOf(adam), 1, [false, false]);
    const before = tape.numbersOf(first);
    const second = record(tape, updateOf(adam), 2, [false, false]);
    expect(second).toBe(first);
    expect(tape.numbersOf(second)).not.toEqual(before);
    expect(before).toContain(1 - 0.9);
  });

  it('gives the program of another tape that recorded the same, whose kernel is there already', () => {
    const [first, second] = [1, 2].map(() => {
      return record(new Tape(adam.slots), updateOf(adam), 1, [false, false]);
    });
    expect(second).toBe(first);
  });

  it('gives another one for as many words of a rule with other slots', () => {
    const doubled: Update = ({ w }) => {
      const double = w.add(w);
      return { w: double.add(double) };
    };
    const one = record(new Tape([]), doubled, 1);
    const handedOn: Update<'a' | 'b' | 'c'> = ({ w }, { a, b }) => ({ w, a, b: a, c: b });
    const other = record(new Tape(['a', 'b', 'c']), handedOn, 1, [false, false, false]);
    expect([...other.code]).toEqual([...one.code]);
    expect([one.inputs, other.inputs]).toEqual([2, 5]);
  });

  it('has two programs for a rule that takes two ways', () => {
    const tape = new Tape(radam.slots);
    const made = [1, 2, 5, 6, 7, 1].map((t) => record(tape, updateOf(radam), t, [false, false]));
    expect(new Set(made).size).toBe(2);
    expect(made.at(-1)).toBe(made[0]);
  });

  it('tells structures apart in any order, also after one that was given up halfway', () => {
    const structures: Record<string, Update> = {
      short: ({ w, g }) => ({ w: w.sub(g) }),
      long: ({ w, g, lr }) => ({ w: w.sub(g).mul(lr).add(g) }),
      other: ({ w, g, lr }) => ({ w: w.sub(g).mul(lr).add(w) }),
      failing: ({ w, g }) => ({ w: w.sub(g).sub(g).norm() }),
    };
    const names = Object.keys(structures);
    const known = new Map<string, unknown>();
    const order = array(constantFrom(...names), { minLength: 2, maxLength: 12 });
    assert(
      property(order, (some) => {
        const tape = new Tape([]);
        for (const [i, name] of some.entries()) {
          const make = () => record(tape, structures[name] as Update, 1 + i);
          if (name === 'failing') expect(make).toThrow(NotRecorded);
          else {
            const program = make();
            if (!known.has(name)) known.set(name, program);
            expect(program).toBe(known.get(name));
          }
        }
      }),
    );
    expect(new Set(known.values()).size).toBe(3);
  });

  it('leaves out a division by what a float32 takes for one', () => {
    const tape = new Tape(adam.slots);
    const lengths = [1, 160, 170, 20_000].map(
      (t) => record(tape, updateOf(adam), t, [false, false]).operations.length,
    );
    expect(lengths).toEqual([14, 14, 13, 12]);
  });

  it('computes once what is asked for twice', () => {
    const tape = new Tape([]);
    const { operations } = record(tape, ({ w, g }) => ({ w: w.sub(g.abs()).mul(g.abs()) }), 1);
    expect(operations.map(({ operation }) => operation)).toEqual(['abs', 'sub', 'mul']);
  });

  it('goes through the arrays once for each sum that another waits for', () => {
    const tape = new Tape(lamb.slots);
    expect(passes(record(tape, updateOf(adam as never), 1, [false, false]))).toHaveLength(1);
    expect(passes(record(tape, updateOf(lamb), 1, [false, false]))).toHaveLength(3);
  });

  it('takes a shape that an array has already', () => {
    const tape = new Tape([]);
    const { operations } = record(tape, ({ w }) => ({ w: w.reshape([...w.shape]).abs() }), 1);
    expect(operations.map(({ operation }) => operation)).toEqual(['abs']);
    expect(tape.hasAskedShape).toBe(true);
  });

  it('knows when an update has asked for a shape', () => {
    const tape = new Tape([]);
    record(tape, ({ w }) => ({ w: w.mul(w.shape.length) }), 1);
    expect(tape.hasAskedShape).toBe(true);
    record(tape, ({ w }) => ({ w: w.mul(2) }), 2);
    expect(tape.hasAskedShape).toBe(false);
  });

  it.each<[string, Update]>([
    ['it takes the norm of tfjs', ({ w }) => ({ w: w.div(w.norm()) })],
    ['it multiplies matrices', ({ w }) => ({ w: w.matMul(w) })],
    ['it transposes a matrix', ({ w }) => ({ w: w.transpose() })],
    ['it gives an array another shape', ({ w }) => ({ w: w.reshape([6]) })],
    ['it takes a mean along an axis', ({ w }) => ({ w: w.mean(-1, true) })],
    ['what it returns as w is no array of the shape that it had', ({ w }) => ({ w: w.sum() })],
    ['what it returns as w is no array', () => ({})],
    ['an operand is neither a number nor', ({ w }) => ({ w: w.add(undefined as never) })],
  ])('says that %s', (why, update) => {
    expect(() => record(new Tape([]), update, 1)).toThrow(NotRecorded);
    expect(() => record(new Tape([]), update, 1)).toThrow(why);
  });
});

describe('the bytes of a module', () => {
  it('are valid for every way to compute', () => {
    const tape = new Tape(lamb.slots);
    const program = record(tape, updateOf(lamb), 1, [false, false]);
    for (const total of ['f32', 'f64'] as const) {
      for (const mean of ['of shares', 'of the sum'] as const) {
        for (const extremes of ['NaN', 'first'] as const) {
          const bytes = kernelBytes(program, { total, mean, extremes }, false);
          expect(WebAssembly.validate(bytes)).toBe(true);
        }
      }
    }
  });

  it('hold numbers of either sign, seven bits a byte', () => {
    const value = (bytes: readonly number[]) =>
      bytes.reduce((sum, byte, i) => sum + (byte & 127) * 2 ** (7 * i), 0);
    assert(property(integer({ min: 0, max: 2 ** 31 - 1 }), (n) => value(unsigned(n)) === n));
    assert(
      property(integer(), (n) => {
        const bytes = signed(n);
        const isNegative = ((bytes.at(-1) as number) & 64) > 0;
        return value(bytes) - (isNegative ? 2 ** (7 * bytes.length) : 0) === n;
      }),
    );
  });
});

describe('a division by a plain number', () => {
  const byReciprocal = (x: number, c: number) => Math.fround(x * (1 / c));
  /** Any float32, and those of which few bits are left. */
  const numbers = oneof(
    float(),
    integer({ min: -4000, max: 4000 }).map((x) => x * 2 ** -149),
    integer({ min: 1, max: 400 }),
  );

  it('is a multiplication in float64 wherever that gives every float32 the same quotient', () => {
    assert(
      property(numbers, numbers, (x, c) => {
        pre(hasReciprocal(c));
        return Object.is(byReciprocal(x, c), Math.fround(x / c));
      }),
      { numRuns: 20_000 },
    );
  });

  it('stays one where a quotient can lie between two numbers', () => {
    expect([0.1, 0.75, 3, 4, 5, 98, 150, 128].filter((c) => !hasReciprocal(c))).toEqual([98, 150]);
    for (const [c, k] of [
      [98, 1],
      [150, 14],
    ] as const) {
      const x = c * (k + 0.5) * 2 ** -149;
      expect(Math.fround(x)).toBe(x);
      expect(byReciprocal(x, c)).not.toBe(Math.fround(x / c));
    }
  });
});
