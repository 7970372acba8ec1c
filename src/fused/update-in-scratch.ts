import * as tf from '@tensorflow/tfjs';
import { Kernels } from './kernels.ts';
import type { Call, KernelUpdate } from './kernel-update.ts';
import type { Arithmetic, WasmKernel } from './wasm-kernel.ts';

/** What is used of tfjs's cpu backend. */
interface CpuBackend {
  readonly data: { get(dataId: tf.DataId): { readonly values: Float32Array } };
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

/** What is used of tfjs-node. */
interface NodeBackend {
  /** Keeps the array as it is until an operation needs it. */
  write(values: Float32Array, shape: readonly number[], dtype: 'float32'): tf.DataId;
}

/** Where a kernel with a memory of its own takes arrays from, and what it makes of new ones. */
interface Arrays {
  values(tensor: tf.Tensor): Float32Array;
  tensor(values: Float32Array, shape: number[]): tf.TensorInfo;
}

/** As tfjs 4.22 computes in plain JavaScript. */
const arithmetic: Arithmetic = { total: 'f64', mean: 'of shares', extremes: 'NaN' };

/** Elements of one array that are computed at a time, so that they stay in the processor's nearest memory. */
const chunk = 8192;

/** A kernel's own memory: arrays of a chunk each, and after them the table. */
class Scratch {
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  readonly kernels: Kernels;
  /** For each length in use, its beginning of each array. */
  readonly #parts = new Map<number, Float32Array[]>();

  constructor(size: number) {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((size * 4) / 65536) });
    this.floats = new Float32Array(memory.buffer);
    this.words = new Uint32Array(memory.buffer);
    this.kernels = new Kernels(memory, arithmetic);
  }

  /** The first `length` elements of an array. */
  part(array: number, length: number): Float32Array {
    let parts = this.#parts.get(length);
    if (parts === undefined) this.#parts.set(length, (parts = []));
    return (parts[array] ??= this.floats.subarray(array * chunk, array * chunk + length));
  }
}
let scratch: Scratch | undefined;

/** Room for so many arrays and words of a table. */
function scratchOf(arrays: number, words: number): Scratch {
  const size = arrays * chunk + words;
  if (scratch === undefined || scratch.floats.length < size) scratch = new Scratch(size);
  return scratch;
}

/** The same module over a memory of its own, through which the arrays pass chunk by chunk. */
function updateInScratch({ inputs, attrs: { updates } }: Call, arrays: Arrays) {
  const made: tf.TensorInfo[] = [];
  let at = 0;
  let kernel: WasmKernel | undefined;
  let last: KernelUpdate | undefined;
  for (const update of updates) {
    const { program, numbers, inPlace } = update;
    const places = program.inputs + program.outputs.length;
    const table = places * chunk;
    const room = scratchOf(places, program.numbers + places);
    const { floats, words } = room;
    if (kernel === undefined || last?.program !== program) {
      kernel = room.kernels.of(program);
      for (let i = 0; i < places; i++) words[table + program.numbers + i] = i * chunk * 4;
    }
    if (last?.program !== program || last.numbers !== numbers) {
      for (let i = 0; i < numbers.length; i++) floats[table + i] = numbers[i] as number;
    }
    last = update;
    const { size } = inputs[at] as tf.Tensor;
    const from: Float32Array[] = [];
    for (let i = 0; i < program.inputs; i++) {
      from.push(arrays.values(inputs[at + i] as tf.Tensor));
    }
    /** What the outputs are written over; undefined for new ones of a single chunk, which are copied from it as they are. */
    const to: (Float32Array | undefined)[] = [];
    for (let i = 0; i < program.outputs.length; i++) {
      const old = from[i === 0 ? 0 : i + 1] as Float32Array;
      if (i > 0 && inPlace) to.push(old);
      else to.push(size > chunk ? new Float32Array(old.length) : undefined);
    }
    if (kernel.passes.length > 1) kernel.begin(size);
    for (let i = 0; i < kernel.passes.length; i++) {
      const isLast = i === kernel.passes.length - 1;
      // An empty weight has a chunk, too, in which its scalars move.
      for (let start = 0; start === 0 || start < size; start += chunk) {
        const length = Math.min(chunk, size - start);
        for (let j = 0; j < from.length; j++) {
          const values = from[j] as Float32Array;
          if (program.isScalar[j]) {
            if (start === 0) floats[j * chunk] = values[0] as number;
          } else {
            floats.set(size <= chunk ? values : values.subarray(start, start + length), j * chunk);
          }
        }
        (kernel.passes[i] as WasmKernel['passes'][number])(length, table * 4);
        if (!isLast) continue;
        for (let j = 0; j < to.length; j++) {
          const isScalar = program.isScalar[j === 0 ? 0 : j + 1] as boolean;
          const part = room.part(from.length + j, isScalar ? 1 : length);
          const values = to[j];
          if (values === undefined) to[j] = new Float32Array(part);
          else if (!isScalar) values.set(part, start);
          else if (start + length >= size) values.set(part);
        }
      }
    }
    for (let i = 0; i < to.length; i++) {
      if (i > 0 && inPlace) continue;
      const { shape } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
      made.push(arrays.tensor(to[i] as Float32Array, shape));
    }
    at += program.inputs;
  }
  return made;
}

/** In plain JavaScript. */
export const updateOnCpu = (call: Call, backend: CpuBackend) =>
  updateInScratch(call, {
    values: ({ dataId }) => backend.data.get(dataId).values,
    tensor: (values, shape) => backend.makeTensorInfo(shape, 'float32', values),
  });

/** Each operation of TensorFlow costs more than reading a small weight and its gradient out and writing the weight back. */
export const updateOnTensorFlow = (call: Call, backend: NodeBackend) =>
  updateInScratch(call, {
    values: ({ dataId }) => tf.engine().readSync(dataId) as Float32Array,
    tensor: (values, shape) => {
      const dataId = backend.write(values, shape, 'float32');
      return { dataId, shape, dtype: 'float32' };
    },
  });
