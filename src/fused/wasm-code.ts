/** Bytes of a WebAssembly module, and the few forms of them that kernels need. */
export type Code = readonly number[];

const types = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type Type = keyof typeof types;

/** A whole number from 0, seven bits a byte. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** A whole number of either sign, seven bits a byte. */
export function signed(value: number): Code {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}

const text = (value: string): Code => [value.length, ...new TextEncoder().encode(value)];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): Code => {
  const body = list(items);
  return [id, ...unsigned(body.length), ...body];
};

const simd = (code: number, ...rest: Code): Code => [0xfd, ...unsigned(code), ...rest];

const oneAsF64: Code = [0, 0, 0, 0, 0, 0, 0xf0, 0x3f];
/** Half a vector of the two that a shuffle has before it: places of its bytes. */
const eightFrom = (first: number): Code => Array.from({ length: 8 }, (_, i) => first + i);

const [block, loop, close] = [[0x02, 0x40], [0x03, 0x40], [0x0b]];
/** Out of the block around the loop, and back to the loop's beginning. */
const [leave, again] = [
  [0x0d, 1],
  [0x0c, 0],
];
/** "\0asm", version 1. */
const preamble = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Instructions by their names in the specification of WebAssembly 2.0. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  getGlobal: (global: number): Code => [0x23, ...unsigned(global)],
  setGlobal: (global: number): Code => [0x24, ...unsigned(global)],
  i32: {
    const: (value: number): Code => [0x41, ...signed(value)],
    /** @param offset in bytes from the address on the stack */
    load: (offset: number): Code => [0x28, 2, ...unsigned(offset)],
    add: [0x6a],
    and: [0x71],
    shiftLeft: [0x74],
    notBelow: [0x4f],
  },
  f32: {
    const0: [0x43, 0, 0, 0, 0],
    add: [0x92],
    div: [0x95],
    fromF64: [0xb6],
    fromI32: [0xb2],
  },
  f64: { const0: [0x44, 0, 0, 0, 0, 0, 0, 0, 0], add: [0xa0], fromF32: [0xbb] },
  f32x4: {
    splat: simd(0x13),
    lane: (lane: number): Code => simd(0x1f, lane),
    abs: simd(0xe0),
    sqrt: simd(0xe3),
    add: simd(0xe4),
    sub: simd(0xe5),
    mul: simd(0xe6),
    div: simd(0xe7),
    min: simd(0xe8),
    max: simd(0xe9),
    pmin: simd(0xea),
    pmax: simd(0xeb),
  },
  f64x2: {
    const1: simd(0x0c, ...oneAsF64, ...oneAsF64),
    mul: simd(0xf2),
    div: simd(0xf3),
    /** Of the first two elements of four. */
    fromF32x4: simd(0x5f),
    /** The first two elements; the others become 0. */
    toF32x4: simd(0x5e),
  },
  /** Of two vectors the last two elements of each, and the first two of each; elements are float32. */
  lastHalves: simd(0x0d, ...eightFrom(8), ...eightFrom(24)),
  firstHalves: simd(0x0d, ...eightFrom(0), ...eightFrom(16)),
  load: simd(0x00, 2, 0),
  /** @param offset in bytes from the address on the stack */
  loadSplat: (offset: number): Code => simd(0x09, 2, ...unsigned(offset)),
  loadLane: simd(0x5c, 2, 0),
  store: simd(0x0b, 2, 0),
  storeLane: simd(0x5a, 2, 0, 0),
  /** Repeats `body` as long as `end` has not come, which is a condition on the stack. */
  until: (end: Code, body: Code): Code => [
    ...block,
    ...loop,
    ...end,
    ...leave,
    ...body,
    ...again,
    ...close,
    ...close,
  ],
} as const;

/** A function that a module exports and that returns nothing. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly locals: readonly Type[];
  readonly body: Code;
}

/** A module of these functions over an imported memory. @param isShared whether the memory is one of several threads */
export function wasmModule(
  functions: readonly WasmFunction[],
  globals: readonly ('f32' | 'f64')[],
  isShared: boolean,
): Uint8Array<ArrayBuffer> {
  const memory = isShared ? [3, 0, ...unsigned(65536)] : [0, 0];
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, types[type]])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return new Uint8Array([
    ...preamble,
    ...section(
      1,
      functions.map(({ parameters }) => [0x60, ...list(parameters.map((one) => [types[one]])), 0]),
    ),
    ...section(2, [[...text('env'), ...text('memory'), 2, ...memory]]),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(
      6,
      globals.map((type) => [types[type], 1, ...op[type].const0, 0x0b]),
    ),
    ...section(
      7,
      functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]),
    ),
    ...section(10, bodies),
  ]);
}
