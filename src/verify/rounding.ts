import { Float64, type Elementwise } from '../rules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import type { Arithmetic } from './rule-walk.ts';

/** Rules in doubles. */
export const inDoubles: Arithmetic = {
  of: (values, shape) => new Float64(values, shape),
  valuesOf: (array) => (array as Float64).values,
};

/** The words whose operand is an array or a number. */
const meeting = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'matMul'];

/** What becomes of numbers in an arithmetic. */
interface Alteration {
  readonly number?: (value: number) => number;
  readonly underRoot?: (value: number) => number;
}

/** An array whose numbers are altered, and so is every result of it; the words of the algebra are put into it below. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the loop below does what the compiler cannot see
export interface Altered extends Elementwise {}
export class Altered {
  readonly exact: Float64;
  readonly #by: Alteration;
  constructor(exact: Float64, by: Alteration) {
    this.exact = by.number ? new Float64(exact.values.map(by.number), exact.shape) : exact;
    this.#by = by;
  }
  get shape(): readonly number[] {
    return this.exact.shape;
  }

  // Whatever word the algebra gets, it is altered too.
  static {
    for (const word of Object.getOwnPropertyNames(Float64.prototype)) {
      const operation = Object.getOwnPropertyDescriptor(Float64.prototype, word)?.value as unknown;
      if (word === 'constructor' || typeof operation !== 'function') continue;
      Object.defineProperty(Altered.prototype, word, {
        value(this: Altered, ...operands: readonly unknown[]) {
          const { number = same, underRoot } = this.#by;
          const [other] = operands;
          if (meeting.includes(word) && !(other instanceof Altered || typeof other === 'number')) {
            throw new UsageError({
              who: word,
              rule: 'takes a tensor or a number',
              got: shown(other),
            });
          }
          const plain = operands.map((one) => {
            if (one instanceof Altered) return one.exact;
            return typeof one === 'number' ? number(one) : one;
          });
          const { values, shape } = this.exact;
          const rooted = word === 'sqrt' && underRoot;
          const own = rooted ? new Float64(values.map(underRoot), shape) : this.exact;
          return new Altered(Reflect.apply(operation, own, plain) as Float64, this.#by);
        },
      });
    }
  }
}

const same = (value: number) => value;

const altered = (by: Alteration): Arithmetic => ({
  of: (values, shape) => new Altered(new Float64(values, shape), by),
  valuesOf: (array) => (array as Altered).exact.values,
});

/** Rules as float32 tensors compute them: every result of every operation is rounded, and so is every number that meets an array. */
export const inFloat32 = altered({ number: Math.fround });

/** Rules whose roots are kept from being NaN, as people do who have met one: the root of the size, or of no less than 0. */
export const withGuardedRoots: readonly Arithmetic[] = [
  altered({ underRoot: Math.abs }),
  altered({ underRoot: (value) => Math.max(0, value) }),
];
