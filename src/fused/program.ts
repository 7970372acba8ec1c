/** What a kernel can compute: of one element or two that meet, and of a whole array. */
export const operations = [
  'add',
  'sub',
  'mul',
  'div',
  // The same, by a plain number whose reciprocal does: see `hasReciprocal`.
  'over',
  'maximum',
  'minimum',
  'sqrt',
  'square',
  'abs',
  'sum',
  'mean',
] as const;
export type Operation = (typeof operations)[number];

/**
 * Whether x / c is x · (1/c) to the bit for every float32 x, when the reciprocal and the product are taken in float64 and the
 * product is rounded to float32. Both are off by 2⁻⁵² at most, and the quotient of two numbers of 24 bits keeps 2⁻⁴⁹ from any
 * place between two float32, unless it is one. That takes a subnormal quotient and an even c; of these only powers of two
 * have a reciprocal without an error.
 */
export function hasReciprocal(c: number): boolean {
  const single = Math.fround(c);
  return !Number.isInteger(single / 2) || Number.isInteger(Math.log2(Math.abs(single)));
}

/** One operation. */
export interface Operand {
  readonly operation: Operation;
  /** The value that it is of. */
  readonly a: number;
  /** What meets it: another value, or the plain number -1 - b. */
  readonly b: number | undefined;
}

/** What an update does, as a graph: the weight, its gradient and its slots come in, the next ones go out. */
export interface Program {
  /** What it was recorded as; two programs of the same code are the same. */
  readonly code: Int32Array;
  /** How many values come in; they are numbered from 0, and operations go on from there. */
  readonly inputs: number;
  /** How many plain numbers it takes. */
  readonly numbers: number;
  readonly operations: readonly Operand[];
  /** Which values go out, in the order of weight and slots. */
  readonly outputs: readonly number[];
  /** Of each value, whether it is one number for the whole array. */
  readonly isScalar: readonly boolean[];
}

const whole: readonly Operation[] = ['sum', 'mean'];

/** Reads a tape's record: what is computed twice becomes one value. */
export function programOf(code: Int32Array, slots: number): Program {
  const [inputs, outputs] = [2 + slots, 1 + slots];
  const isScalar = Array.from(code.subarray(0, inputs), (level) => level === 1);
  const found: Operand[] = [];
  /** For each recorded node the value that it is. */
  const values = Array.from({ length: inputs }, (_, i) => i);
  const known = new Map<string, number>();
  let numbers = 0;
  for (let at = inputs; at < code.length - outputs; at += 3) {
    const operation = operations[code[at] as number] as Operation;
    const a = values[code[at + 1] as number] as number;
    const other = code[at + 2] as number;
    const isBinary = operations.indexOf(operation) < operations.indexOf('sqrt');
    const b = !isBinary ? undefined : other < 0 ? other : (values[other] as number);
    if (b !== undefined && b < 0) numbers += 1;
    const key = `${operation} ${a} ${b}`;
    let value = known.get(key);
    if (value === undefined) {
      value = inputs + found.length;
      known.set(key, value);
      found.push({ operation, a, b });
      const partner = b === undefined || b < 0 || (isScalar[b] as boolean);
      isScalar.push(whole.includes(operation) || ((isScalar[a] as boolean) && partner));
    }
    values.push(value);
  }
  return {
    code,
    inputs,
    numbers,
    operations: found,
    outputs: Array.from(code.subarray(code.length - outputs), (node) => values[node] as number),
    isScalar,
  };
}

/** Whether a program adds up whole arrays. */
export const hasTotals = ({ operations: all }: Program): boolean =>
  all.some(({ operation }) => whole.includes(operation));

/** One way through the arrays. */
export interface Pass {
  /** Values that are one number for all elements, known before the pass begins, in their order. */
  readonly before: readonly number[];
  /** Values of each element, in their order. */
  readonly each: readonly number[];
  /** Sums and means that end with the pass. */
  readonly totals: readonly number[];
}

/**
 * The ways through the arrays that a program needs: one for what waits for no sum or mean, and one more for each sum or
 * mean that another has to wait for. The last one gives the outputs.
 */
export function passes(program: Program): readonly Pass[] {
  const { inputs, operations: all, outputs, isScalar } = program;
  const of = (value: number) => all[value - inputs] as Operand;
  const isWhole = (value: number) => value >= inputs && whole.includes(of(value).operation);
  const operands = (value: number) => {
    if (value < inputs) return [];
    const { a, b } = of(value);
    return b === undefined || b < 0 ? [a] : [a, b];
  };
  // The pass before which a value is known, or in which it is computed.
  const stages: number[] = [];
  for (let value = 0; value < inputs + all.length; value++) {
    const before = operands(value).map((one) => stages[one] as number);
    stages.push(Math.max(0, ...before) + (isWhole(value) ? 1 : 0));
  }
  const needed = (targets: readonly number[]): number[] => {
    const found = new Set<number>();
    const visit = (value: number) => {
      if (found.has(value)) return;
      found.add(value);
      if (!isWhole(value)) operands(value).forEach(visit);
    };
    targets.forEach(visit);
    return [...found].toSorted((a, b) => a - b);
  };
  // A total that nothing asks for is not computed.
  const asked = new Set<number>();
  const ask = (value: number) => {
    if (asked.has(value)) return;
    asked.add(value);
    operands(value).forEach(ask);
  };
  outputs.forEach(ask);
  const totals = [...asked].filter(isWhole).toSorted((a, b) => a - b);
  const last = Math.max(0, ...outputs.map((value) => stages[value] as number));
  return Array.from({ length: last + 1 }, (_, i) => {
    const ending = totals.filter((value) => stages[value] === i + 1);
    const targets = i === last ? outputs : ending.map((value) => of(value).a);
    const values = needed(targets);
    return {
      before: values.filter((value) => isScalar[value]),
      each: values.filter((value) => !isScalar[value]),
      totals: ending,
    };
  });
}
