import type { Program } from './program.ts';

/** What a shader needs to compute one output of a program. */
export interface OutputCode {
  /** The inputs that it reads, in their order. */
  readonly inputs: readonly number[];
  /** The plain numbers that it uses, in their order. */
  readonly numbers: readonly number[];
  /** WGSL that computes it for the element `index`; inputs are `in0`, `in1`, …, numbers `uniforms.n0`, …. */
  readonly lines: readonly string[];
  /** The name of the result. */
  readonly result: string;
}

/** The text of a program's output, operation by operation in the order that was recorded. */
export function outputCode(
  { inputs, operations, outputs, isScalar }: Program,
  output: number,
): OutputCode {
  const needed = new Set<number>();
  const numbers = new Set<number>();
  const visit = (value: number): void => {
    if (needed.has(value)) return;
    needed.add(value);
    const { a, b } = operations[value - inputs] ?? {};
    if (a !== undefined) visit(a);
    if (b !== undefined && b < 0) numbers.add(-1 - b);
    else if (b !== undefined) visit(b);
  };
  const result = outputs[output] as number;
  visit(result);
  const order = [...needed].toSorted((a, b) => a - b);
  const lines = order.map((value) => {
    if (value < inputs) {
      return `let v${value} = ${isScalar[value] ? `getIn${value}()` : `getIn${value}ByOutputIndex(index)`};`;
    }
    const { operation, a, b } = operations[value - inputs] as Program['operations'][number];
    const other = b === undefined ? '' : b < 0 ? `uniforms.n${-1 - b}` : `v${b}`;
    return `let v${value} = ${text(operation, `v${a}`, other)};`;
  });
  return {
    inputs: order.filter((value) => value < inputs),
    numbers: [...numbers].toSorted((a, b) => a - b),
    lines,
    result: `v${result}`,
  };
}

function text(operation: Program['operations'][number]['operation'], a: string, b: string): string {
  switch (operation) {
    case 'add':
      return `${a} + ${b}`;
    case 'sub':
      return `${a} - ${b}`;
    case 'mul':
      return `${a} * ${b}`;
    case 'div':
      return `${a} / ${b}`;
    case 'maximum':
      return `max(${a}, ${b})`;
    case 'minimum':
      return `min(${a}, ${b})`;
    case 'square':
      return `${a} * ${a}`;
    case 'sqrt':
    case 'abs':
      return `${operation}(${a})`;
    default:
      throw new Error(`no shader adds up a whole array: ${operation}`);
  }
}
