import { Float64, type Elementwise } from '../rules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import type { Arithmetic } from './rule-walk.ts';

/** Rules in doubles. */
export const inDoubles: Arithmetic = {
  of: (values, shape) => new Float64(values, shape),
  valuesOf: (array) => (array as Float64).values,
};

/** Rules as float32 tensors compute them: every result of every operation is rounded, and so is every number that meets an array. */
export const inFloat32: Arithmetic = {
  of: (values, shape) => new Rounded(new Float64(values, shape)),
  valuesOf: (array) => (array as Rounded).exact.values,
};

/** An array of float32 numbers; the words of the algebra are put into it below. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the loop below does what the compiler cannot see
export interface Rounded extends Elementwise {}
export class Rounded {
  readonly exact: Float64;
  constructor({ values, shape }: Float64) {
    this.exact = new Float64(values.map(Math.fround), shape);
  }
  get shape(): readonly number[] {
    return this.exact.shape;
  }
}

/** The words whose operand is an array or a number. */
const meeting = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'matMul'];

// Whatever word the algebra gets, it is rounded too.
for (const word of Object.getOwnPropertyNames(Float64.prototype)) {
  const operation = Object.getOwnPropertyDescriptor(Float64.prototype, word)?.value as unknown;
  if (word === 'constructor' || typeof operation !== 'function') continue;
  Object.defineProperty(Rounded.prototype, word, {
    value(this: Rounded, ...operands: readonly unknown[]) {
      const [other] = operands;
      if (meeting.includes(word) && !(other instanceof Rounded || typeof other === 'number')) {
        throw new UsageError({ who: word, rule: 'takes a tensor or a number', got: shown(other) });
      }
      const plain = operands.map((one) => {
        if (one instanceof Rounded) return one.exact;
        return typeof one === 'number' ? Math.fround(one) : one;
      });
      return new Rounded(Reflect.apply(operation, this.exact, plain) as Float64);
    },
  });
}
