import * as tf from '@tensorflow/tfjs';
import { kernelOf } from './kernel-of.ts';
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
let scratch: { readonly memory: WebAssembly.Memory; readonly floats: Float32Array } | undefined;

/** Room for so many arrays of a chunk each. */
function scratchOf(arrays: number) {
  const pages = Math.ceil((arrays * chunk * 4) / 65536);
  if (scratch === undefined || scratch.floats.length < arrays * chunk) {
    const memory = new WebAssembly.Memory({ initial: pages });
    scratch = { memory, floats: new Float32Array(memory.buffer) };
  }
  return scratch;
}

/** The same module over a memory of its own, through which the arrays pass chunk by chunk. */
function updateInScratch({ inputs, attrs: { updates } }: Call, arrays: Arrays) {
  const made: tf.TensorInfo[] = [];
  let at = 0;
  let set: KernelUpdate | undefined;
  for (const update of updates) {
    const { program, numbers, inPlace } = update;
    const places = program.inputs + program.outputs.length;
    const { memory, floats } = scratchOf(places);
    const kernel = kernelOf(program, memory, arithmetic);
    if (set?.program !== program || set.numbers !== numbers) kernel.numbers(...numbers);
    set = update;
    const from: Float32Array[] = [];
    for (let i = 0; i < program.inputs; i++) {
      from.push(arrays.values(inputs[at + i] as tf.Tensor));
    }
    const { size } = inputs[at] as tf.Tensor;
    const to: Float32Array[] = [];
    for (let i = 0; i < program.outputs.length; i++) {
      if (i > 0 && inPlace) {
        to.push(from[i + 1] as Float32Array);
        continue;
      }
      const { shape } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
      const values = new Float32Array((from[i === 0 ? 0 : i + 1] as Float32Array).length);
      made.push(arrays.tensor(values, shape));
      to.push(values);
    }
    const addresses = addressesOf(places);
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
        (kernel.passes[i] as WasmKernel['passes'][number])(length, ...addresses);
        if (!isLast) continue;
        for (let j = 0; j < to.length; j++) {
          const place = (from.length + j) * chunk;
          const values = to[j] as Float32Array;
          if (program.isScalar[j === 0 ? 0 : j + 1]) {
            if (start + length >= size) values[0] = floats[place] as number;
          } else {
            values.set(floats.subarray(place, place + length), start);
          }
        }
      }
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

const known: number[][] = [];
const addressesOf = (arrays: number): readonly number[] =>
  (known[arrays] ??= Array.from({ length: arrays }, (_, i) => i * chunk * 4));
