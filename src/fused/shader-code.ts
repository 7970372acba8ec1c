import type { Operand, Operation, Program } from './program.ts';

/** How a language of shaders writes what an operation is made of. */
export interface ShaderLanguage {
  /** What a declaration of a value begins with. */
  readonly declaration: string;
  /** The larger and the smaller of two, as functions. */
  readonly extremes: Readonly<Record<'maximum' | 'minimum', string>>;
  /** @param isScalar whether it is one number for the whole array */
  input(input: number, isScalar: boolean): string;
  number(index: number): string;
}

/** What a shader needs to compute one output of a program. */
export interface OutputCode {
  /** The inputs that it reads, in their order. */
  readonly inputs: readonly number[];
  /** The plain numbers that it uses, in their order. */
  readonly numbers: readonly number[];
  /** Statements that compute it for one place. */
  readonly lines: readonly string[];
  /** The name of the result. */
  readonly result: string;
}

/** The text of a program's output, operation by operation in the order that was recorded. */
export function outputCode(
  { inputs, operations, outputs, isScalar }: Program,
  output: number,
  language: ShaderLanguage,
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
  const textOf = (value: number) => {
    if (value < inputs) return language.input(value, isScalar[value] as boolean);
    const { operation, a, b } = operations[value - inputs] as Operand;
    const other = b === undefined ? '' : b < 0 ? language.number(-1 - b) : `v${b}`;
    return text(operation, `v${a}`, other, language);
  };
  const lines = order.map((value) => `${language.declaration} v${value} = ${textOf(value)};`);
  return {
    inputs: order.filter((value) => value < inputs),
    numbers: [...numbers].toSorted((a, b) => a - b),
    lines,
    result: `v${result}`,
  };
}

function text(operation: Operation, a: string, b: string, { extremes }: ShaderLanguage): string {
  switch (operation) {
    case 'add':
      return `${a} + ${b}`;
    case 'sub':
      return `${a} - ${b}`;
    case 'mul':
      return `${a} * ${b}`;
    case 'div':
    case 'over':
      return `${a} / ${b}`;
    case 'maximum':
    case 'minimum':
      return `${extremes[operation]}(${a}, ${b})`;
    case 'square':
      return `${a} * ${a}`;
    case 'sqrt':
    case 'abs':
      return `${operation}(${a})`;
    default:
      throw new Error(`no shader adds up a whole array: ${operation}`);
  }
}
