import { passes, type Pass, type Program } from './program.ts';
import { op, wasmModule, type Code, type Type, type WasmFunction } from './wasm-code.ts';

/** How a backend of tfjs computes where there is more than one way; a kernel does the same, to the bit. */
export interface Arithmetic {
  /** In what a sum is added up, from the first element to the last. */
  readonly total: 'f32' | 'f64';
  /** Whether a mean divides each element, or their sum. */
  readonly mean: 'of shares' | 'of the sum';
  /** What the larger of NaN and a number is: NaN, or the one that stands first. */
  readonly extremes: 'NaN' | 'first';
}

/**
 * The functions of a kernel. Addresses are bytes in the memory; arrays are float32. What a pass works on stands in a table
 * of words in the memory: the plain numbers as float32, then the addresses of the inputs, then of the outputs.
 */
export interface WasmKernel {
  /** Begins with an array of `size` elements, of which nothing is added up yet; needed where a program has totals. */
  readonly begin: (size: number) => void;
  /** One way through `size` elements each, with the address of the table; the last one writes the outputs. */
  readonly passes: readonly ((size: number, table: number) => void)[];
}

/** The module that computes `program`: four elements at a time, then one by one, in the order that was recorded. */
export function wasmKernel(
  program: Program,
  memory: WebAssembly.Memory,
  arithmetic: Arithmetic,
): WasmKernel {
  const isShared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const module = new WebAssembly.Module(kernelBytes(program, arithmetic, isShared));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const all = exports as Record<string, (...numbers: number[]) => void>;
  const names = Object.keys(all).filter((name) => name.startsWith('pass'));
  return {
    begin: all['begin'] as WasmKernel['begin'],
    passes: names.map((name) => all[name] as WasmKernel['passes'][number]),
  };
}

/** The bytes of that module. */
export function kernelBytes(
  program: Program,
  arithmetic: Arithmetic,
  isShared: boolean,
): Uint8Array<ArrayBuffer> {
  const ways = passes(program);
  const totals = ways.flatMap((way) => way.totals);
  /** The global in which the size stands. */
  const size = 0;
  /** The global in which the sum or mean of that value is added up. */
  const totalOf = (value: number) => 1 + totals.indexOf(value);
  const begin: WasmFunction = {
    name: 'begin',
    parameters: ['i32'],
    locals: [],
    body: [
      ...[op.get(0), op.f32.fromI32, op.setGlobal(size)].flat(),
      ...totals.flatMap((value) => [
        ...op[arithmetic.total].const0,
        ...op.setGlobal(totalOf(value)),
      ]),
    ],
  };
  const walks = ways.map((way, i) =>
    passFunction(program, way, {
      name: `pass${i}`,
      isLast: i === ways.length - 1,
      arithmetic,
      size,
      totalOf,
    }),
  );
  return wasmModule([begin, ...walks], ['f32', ...totals.map(() => arithmetic.total)], isShared);
}

function passFunction(
  { inputs, operations, outputs, isScalar, numbers }: Program,
  { before, each, totals }: Pass,
  {
    name,
    isLast,
    arithmetic,
    size,
    totalOf,
  }: {
    readonly name: string;
    readonly isLast: boolean;
    readonly arithmetic: Arithmetic;
    readonly size: number;
    readonly totalOf: (value: number) => number;
  },
): WasmFunction {
  const { total, mean, extremes } = arithmetic;
  const [length, table] = [0, 1];
  const parameters: Type[] = ['i32', 'i32'];
  const locals: Type[] = [];
  const local = (type: Type) => parameters.length + locals.push(type) - 1;
  const [offset, end] = [local('i32'), local('i32')];
  /** Addresses of the inputs, then of the outputs. */
  const addresses = Array.from({ length: inputs + outputs.length }, () => local('i32'));
  const values = new Map([...before, ...each].map((value) => [value, local('v128')]));
  const plain = Array.from({ length: numbers }, () => local('v128'));
  // Two of three: the processor divides while it multiplies.
  const reciprocals = new Map(
    [...before, ...each]
      .filter((value) => operations[value - inputs]?.operation === 'over')
      .filter((_, i) => i % 3 < 2)
      .map((value) => [value, local('v128')]),
  );
  const sums = new Map(totals.map((value) => [value, local(total)]));
  const own = (value: number) => op.get(values.get(value) as number);

  const two = {
    add: op.f32x4.add,
    sub: op.f32x4.sub,
    mul: op.f32x4.mul,
    div: op.f32x4.div,
    over: op.f32x4.div,
    maximum: extremes === 'NaN' ? op.f32x4.max : op.f32x4.pmax,
    minimum: extremes === 'NaN' ? op.f32x4.min : op.f32x4.pmin,
  };
  const one = { sqrt: op.f32x4.sqrt, abs: op.f32x4.abs };
  const computed = (value: number): Code => {
    const { operation, a, b } = operations[value - inputs] as Program['operations'][number];
    if (operation === 'sum' || operation === 'mean') {
      const sum = op.getGlobal(totalOf(value));
      const single = total === 'f64' ? [...sum, ...op.f32.fromF64] : sum;
      const isMean = operation === 'mean' && mean === 'of the sum';
      return [
        ...single,
        ...(isMean ? [...op.getGlobal(size), ...op.f32.div] : []),
        ...op.f32x4.splat,
      ];
    }
    if (operation === 'square') return [...own(a), ...own(a), ...op.f32x4.mul];
    if (operation === 'sqrt' || operation === 'abs') return [...own(a), ...one[operation]];
    const reciprocal = reciprocals.get(value);
    if (reciprocal !== undefined) {
      const half = (code: Code) =>
        [code, op.f64x2.fromF32x4, op.get(reciprocal), op.f64x2.mul, op.f64x2.toF32x4].flat();
      return [
        ...half(own(a)),
        ...half([...own(a), ...own(a), ...op.lastHalves]),
        ...op.firstHalves,
      ];
    }
    const other = b as number;
    return [
      ...own(a),
      ...(other < 0 ? op.get(plain[-1 - other] as number) : own(other)),
      ...two[operation],
    ];
  };

  const address = (i: number) => op.get(addresses[i] as number);
  /** Where an element of an array stands. */
  const at = (i: number) => [...address(i), ...op.get(offset), ...op.i32.add];
  const output = (i: number) => inputs + i;
  const written = isLast ? outputs.map((value, i) => [value, output(i)] as const) : [];
  const element = (lanes: 4 | 1): Code => [
    ...each.flatMap((value) => [
      ...(value < inputs
        ? [...at(value), ...(lanes === 4 ? op.load : op.loadLane)]
        : computed(value)),
      ...op.set(values.get(value) as number),
    ]),
    ...totals.flatMap((value) => {
      const { operation, a } = operations[value - inputs] as Program['operations'][number];
      const share = operation === 'mean' && mean === 'of shares';
      const sum = sums.get(value) as number;
      return Array.from({ length: lanes }, (_, lane) => [
        ...op.get(sum),
        ...own(a),
        ...op.f32x4.lane(lane),
        ...(share ? [...op.getGlobal(size), ...op.f32.div] : []),
        ...(total === 'f64' ? [...op.f64.fromF32, ...op.f64.add] : op.f32.add),
        ...op.set(sum),
      ]).flat();
    }),
    ...written.flatMap(([value, to]) =>
      isScalar[value] ? [] : [...at(to), ...own(value), ...(lanes === 4 ? op.store : op.storeLane)],
    ),
    ...op.get(offset),
    ...op.i32.const(4 * lanes),
    ...op.i32.add,
    ...op.set(offset),
  ];
  const isAtEnd = [...op.get(offset), ...op.get(end), ...op.i32.notBelow];
  const bytes = [...op.get(length), ...op.i32.const(2), ...op.i32.shiftLeft];
  const body: Code = [
    ...plain.flatMap((one, i) => [...op.get(table), ...op.loadSplat(4 * i), ...op.set(one)]),
    ...[...reciprocals].flatMap(([value, one]) => [
      ...op.f64x2.const1,
      ...op.get(plain[-1 - (operations[value - inputs]?.b as number)] as number),
      ...op.f64x2.fromF32x4,
      ...op.f64x2.div,
      ...op.set(one),
    ]),
    ...addresses.flatMap((one, i) => [
      ...op.get(table),
      ...op.i32.load(4 * (numbers + i)),
      ...op.set(one),
    ]),
    ...before.flatMap((value) => [
      ...(value < inputs ? [...address(value), ...op.loadSplat(0)] : computed(value)),
      ...op.set(values.get(value) as number),
    ]),
    ...totals.flatMap((value) => [
      ...op.getGlobal(totalOf(value)),
      ...op.set(sums.get(value) as number),
    ]),
    ...bytes,
    ...op.i32.const(-16),
    ...op.i32.and,
    ...op.set(end),
    ...op.until(isAtEnd, element(4)),
    ...bytes,
    ...op.set(end),
    ...op.until(isAtEnd, element(1)),
    ...totals.flatMap((value) => [
      ...op.get(sums.get(value) as number),
      ...op.setGlobal(totalOf(value)),
    ]),
    ...written.flatMap(([value, to]) =>
      isScalar[value] ? [...address(to), ...own(value), ...op.storeLane] : [],
    ),
  ];
  return { name, parameters, locals, body };
}
