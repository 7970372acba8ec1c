import type { Elementwise, Next, Slots, Step } from '../rules/index.ts';
import { hasReciprocal, operations, programOf, type Operation, type Program } from './program.ts';

/** Why an update cannot be recorded, in words that follow "because". */
export class NotRecorded extends Error {}

/** An update as a rule writes it. */
export type Update<S extends string = string> = (step: Step, slots: Slots<S>) => Next<S>;

/** Operations of one update at most. */
const most = 400;

/** What all tapes together remember, the last first: a second optimizer of one rule takes the kernel of the first. */
let learned: readonly Program[] = [];

/**
 * Records what an update does to its weight. The update runs at every step, on nodes that only write down which
 * operation meets which operands; what it computes from plain numbers (a corrected rate, a branch on `t`) is computed as
 * written, and arrives as the kernel's arguments. The record is compared with those of before, so that a kernel is made
 * once for each structure.
 */
export class Tape {
  readonly #slots: readonly string[];
  /** Used in turns: a node that someone kept from the update before is known as such. */
  readonly #sheets: readonly [Sheet, Sheet];
  #turn = 0;
  #programs: Program[] = [];

  /** @param slots names of the rule's state, in the order of the kernel's arguments */
  constructor(slots: readonly string[]) {
    this.#slots = slots;
    this.#sheets = [new Sheet(slots), new Sheet(slots)];
  }

  /** The plain numbers of the update that was recorded last, in the order in which its kernel takes them. */
  numbersOf({ numbers }: Program): readonly number[] {
    return this.#sheet.numbers.slice(0, numbers);
  }

  /** Whether the update that was recorded last has asked for a shape, so that another shape may give another record. */
  get hasAskedShape(): boolean {
    return this.#sheet.hasAskedShape;
  }

  /**
   * Runs `update` once, on nodes in place of arrays.
   * @param shape of the weight, and of its gradient
   * @param isScalar for each slot, whether it is one number for the whole weight
   * @throws NotRecorded for a word that no kernel has; and whatever `update` throws
   */
  record(
    update: Update,
    { lr, t }: Pick<Step, 'lr' | 't'>,
    shape: readonly number[],
    isScalar: readonly boolean[],
  ): Program {
    this.#turn = 1 - this.#turn;
    const sheet = this.#sheet;
    sheet.begin(shape, isScalar);
    const { w, g, slots } = sheet;
    let next: Next<string>;
    try {
      next = update({ w, g, lr, t }, slots);
    } finally {
      sheet.isOpen = false;
    }
    sheet.end(next, this.#slots);
    if (sheet.program?.code.length !== sheet.length) {
      sheet.program = this.#programs.find((one) => sheet.isOf(one)) ?? this.#learn(sheet);
    }
    return sheet.program;
  }

  get #sheet(): Sheet {
    return this.#sheets[this.#turn] as Sheet;
  }

  #learn(sheet: Sheet): Program {
    const program =
      learned.find((one) => sheet.isOf(one)) ??
      programOf(sheet.code.slice(0, sheet.length), this.#slots.length);
    learned = [program, ...learned.filter((one) => one !== program)].slice(0, 64);
    // A structure for each shape, or for the branches of a rule; an update whose structure never stays costs no memory.
    this.#programs = [program, ...this.#programs].slice(0, 8);
    return program;
  }
}

/** One record: which inputs are scalars, then each operation with its operands, then the outputs. */
class Sheet {
  readonly code: Int32Array;
  readonly numbers: number[] = [];
  /** The program of the record before, as long as this one says the same. */
  program: Program | undefined;
  hasAskedShape = false;
  length = 0;
  nodes = 0;
  isOpen = false;
  shape: readonly number[] = [];
  readonly w: Node;
  readonly g: Node;
  readonly slots: Readonly<Record<string, Elementwise>>;
  readonly #pool: Node[] = [];
  readonly #inputs: number;
  #used = 0;

  constructor(slots: readonly string[]) {
    this.#inputs = 2 + slots.length;
    this.code = new Int32Array(2 * this.#inputs + 3 * most);
    for (let i = 0; i < this.#inputs; i++) this.#pool.push(new Node(this, i));
    [this.w, this.g] = this.#pool as [Node, Node];
    this.slots = Object.fromEntries(slots.map((slot, i) => [slot, this.#pool[2 + i] as Node]));
  }

  begin(shape: readonly number[], isScalar: readonly boolean[]): void {
    this.length = this.#inputs;
    this.nodes = this.#inputs;
    this.#used = 0;
    this.shape = shape;
    this.hasAskedShape = false;
    this.isOpen = true;
    for (let i = 0; i < this.#inputs; i++) {
      const scalar = i >= 2 && (isScalar[i - 2] as boolean);
      (this.#pool[i] as Node).isScalar = scalar;
      this.#write(i, scalar ? 1 : 0);
    }
  }

  #write(at: number, value: number): void {
    if (this.code[at] === value) return;
    this.code[at] = value;
    this.program = undefined;
  }

  /** Writes one operation down. @param b a node's number, or that of a plain number from -1 downwards */
  emit(operation: number, a: number, b: number, isScalar: boolean): Node {
    const { length, nodes } = this;
    if (length + 3 > this.code.length - this.#inputs) {
      throw new NotRecorded(`it has more than ${most} operations`);
    }
    this.#write(length, operation);
    this.#write(length + 1, a);
    this.#write(length + 2, b);
    this.length = length + 3;
    this.nodes = nodes + 1;
    const node = (this.#pool[nodes] ??= new Node(this, nodes));
    node.isScalar = isScalar;
    return node;
  }

  number(value: number): number {
    this.numbers[this.#used] = value;
    this.#used += 1;
    return -this.#used;
  }

  /** Writes down what the update returned. */
  end(next: Next<string>, slots: readonly string[]): void {
    this.#output(next.w, 'w', false);
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as string;
      this.#output(next[slot], slot, (this.#pool[2 + i] as Node).isScalar);
    }
  }

  #output(one: unknown, name: string, isScalar: boolean): void {
    if (!(one instanceof Node) || !one.isOf(this) || one.isScalar !== isScalar) {
      throw new NotRecorded(`what it returns as ${name} is no array of the shape that it had`);
    }
    this.#write(this.length, one.id);
    this.length += 1;
  }

  isOf(program: Program): boolean {
    const { code, length } = this;
    if (program.code.length !== length || program.inputs !== this.#inputs) return false;
    for (let i = 0; i < length; i++) if (program.code[i] !== code[i]) return false;
    return true;
  }
}

/** An array of an update that is being recorded: it has no values. */
class Node implements Elementwise {
  readonly id: number;
  isScalar = false;
  readonly #sheet: Sheet;

  constructor(sheet: Sheet, id: number) {
    this.#sheet = sheet;
    this.id = id;
  }

  get shape(): readonly number[] {
    this.#sheet.hasAskedShape = true;
    return this.isScalar ? [] : this.#sheet.shape;
  }

  isOf(sheet: Sheet): boolean {
    return this.#sheet === sheet && this.id < sheet.nodes;
  }

  add(other: Elementwise | number): Node {
    return this.#with(other, add);
  }
  sub(other: Elementwise | number): Node {
    return this.#with(other, sub);
  }
  mul(other: Elementwise | number): Node {
    return isOne(other) ? this : this.#with(other, mul);
  }
  div(other: Elementwise | number): Node {
    if (isOne(other)) return this;
    return this.#with(other, typeof other === 'number' && hasReciprocal(other) ? over : div);
  }
  maximum(other: Elementwise | number): Node {
    return this.#with(other, maximum);
  }
  minimum(other: Elementwise | number): Node {
    return this.#with(other, minimum);
  }
  sqrt(): Node {
    return this.#each(sqrt, this.isScalar);
  }
  square(): Node {
    return this.#each(square, this.isScalar);
  }
  abs(): Node {
    return this.#each(abs, this.isScalar);
  }
  sum(axis?: number): Node {
    return this.#whole(sum, 'sum', axis);
  }
  mean(axis?: number): Node {
    return this.#whole(mean, 'mean', axis);
  }
  norm(): never {
    throw new NotRecorded('it takes the norm of tfjs, which is made of powers');
  }
  reshape(shape: readonly number[]): Node {
    const now = this.shape;
    if (now.length === shape.length && now.every((length, i) => length === shape[i])) return this;
    throw new NotRecorded('it gives an array another shape');
  }
  matMul(): never {
    throw new NotRecorded('it multiplies matrices');
  }
  transpose(): never {
    throw new NotRecorded('it transposes a matrix');
  }

  #whole(operation: number, name: string, axis: number | undefined): Node {
    if (axis !== undefined) throw new NotRecorded(`it takes a ${name} along an axis`);
    // Adding up begins at 0, which makes 0 of -0.
    return this.isScalar ? this.add(0) : this.#each(operation, true);
  }

  #each(operation: number, isScalar: boolean): Node {
    this.#check();
    return this.#sheet.emit(operation, this.id, 0, isScalar);
  }

  #with(other: Elementwise | number, operation: number): Node {
    this.#check();
    const sheet = this.#sheet;
    if (typeof other === 'number') {
      return sheet.emit(operation, this.id, sheet.number(other), this.isScalar);
    }
    if (!(other instanceof Node) || !other.isOf(sheet)) {
      throw new NotRecorded('an operand is neither a number nor made of this weight');
    }
    return sheet.emit(operation, this.id, other.id, this.isScalar && other.isScalar);
  }

  #check(): void {
    if (!this.#sheet.isOpen || this.id >= this.#sheet.nodes) {
      throw new NotRecorded('it keeps arrays from one update to the next');
    }
  }
}

/** What a float32 takes for one, such as the correction of an average that has run for long: it changes no bit. */
const isOne = (other: Elementwise | number) =>
  typeof other === 'number' && Math.fround(other) === 1;

const number = (operation: Operation) => operations.indexOf(operation);
const add = number('add');
const sub = number('sub');
const mul = number('mul');
const div = number('div');
const over = number('over');
const maximum = number('maximum');
const minimum = number('minimum');
const sqrt = number('sqrt');
const square = number('square');
const abs = number('abs');
const sum = number('sum');
const mean = number('mean');

// What a tensor has and the algebra has not: undefined would be taken for an answer.
for (const name of ['rank', 'size', 'dtype', 'strides', 'dataId', 'name', 'isDisposed']) {
  Object.defineProperty(Node.prototype, name, {
    get() {
      throw new NotRecorded(`it asks for the ${name} of a tensor`);
    },
  });
}
