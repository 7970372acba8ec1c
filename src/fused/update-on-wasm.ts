import type * as tf from '@tensorflow/tfjs';
import { Kernels } from './kernels.ts';
import type { Call, KernelUpdate } from './kernel-update.ts';
import type { Arithmetic, WasmKernel } from './wasm-kernel.ts';

/** What is used of tfjs's wasm backend. */
interface WasmBackend {
  readonly dataIdMap: { get(dataId: tf.DataId): { readonly memoryOffset: number } };
  readonly wasm: {
    readonly wasmMemory?: WebAssembly.Memory;
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly HEAPU32: Uint32Array;
    readonly HEAPF32: Float32Array;
    readonly _malloc: (bytes: number) => number;
    readonly _free: (address: number) => void;
  };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
}

/** As tfjs 4.22 computes there. */
const arithmetic: Arithmetic = { total: 'f32', mean: 'of the sum', extremes: 'first' };

/** The memory of tfjs's wasm backend, as tfjs 4.22 holds it. */
const heldBy = ({ wasm }: WasmBackend) => wasm.wasmMemory ?? wasm.asm?.memory;

/** Whether the backend keeps its arrays where a kernel can reach them. */
export function hasMemory(backendName: string, backend: tf.KernelBackend): boolean {
  if (backendName !== 'wasm') return true;
  const its = backend as unknown as WasmBackend;
  const memory = heldBy(its);
  const views: readonly (ArrayBufferView | undefined)[] = [its.wasm.HEAPF32, its.wasm.HEAPU32];
  return (
    memory instanceof WebAssembly.Memory && views.every((view) => view?.buffer === memory.buffer)
  );
}

/** What kernels have in a memory of tfjs: themselves, and the table that they use in turn. */
class Place {
  readonly kernels: Kernels;
  #table = 0;
  #words = 0;

  constructor(memory: WebAssembly.Memory) {
    this.kernels = new Kernels(memory, arithmetic);
  }

  /** The address of a table of so many words. */
  table(words: number, { wasm }: WasmBackend): number {
    if (this.#words < words) {
      const { _malloc: allocate, _free: free } = wasm;
      if (this.#words > 0) free(this.#table);
      this.#words = Math.max(words, 64);
      this.#table = allocate(4 * this.#words) >>> 0;
    }
    return this.#table;
  }
}
const places = new WeakMap<WebAssembly.Memory, Place>();

function placeIn(memory: WebAssembly.Memory): Place {
  let place = places.get(memory);
  if (place === undefined) places.set(memory, (place = new Place(memory)));
  return place;
}

/** Where the numbers of a tensor begin. */
const address = (backend: WasmBackend, { dataId }: tf.TensorInfo) =>
  backend.dataIdMap.get(dataId).memoryOffset;

/** In tfjs's own memory: nothing is copied. */
export function updateOnWasm({ inputs, attrs: { updates } }: Call, backend: WasmBackend) {
  const place = placeIn(heldBy(backend) as WebAssembly.Memory);
  const made: tf.TensorInfo[] = [];
  const addresses: number[] = [];
  let at = 0;
  let table = 0;
  let kernel: WasmKernel | undefined;
  let last: KernelUpdate | undefined;
  for (const update of updates) {
    const { program, numbers, inPlace } = update;
    const arrays = program.inputs + program.outputs.length;
    if (kernel === undefined || last?.program !== program) {
      kernel = place.kernels.of(program);
      table = place.table(program.numbers + arrays, backend);
    }
    for (let i = 0; i < program.inputs; i++) {
      addresses[i] = address(backend, inputs[at + i] as tf.Tensor);
    }
    // The first output is the weight, and beside each other one is a slot, whose place among the inputs is one further.
    for (let i = 0; i < program.outputs.length; i++) {
      let to = addresses[i + 1] as number;
      if (i === 0 || !inPlace) {
        const { shape } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
        const output = backend.makeOutput(shape, 'float32');
        made.push(output);
        to = address(backend, output);
      }
      addresses[program.inputs + i] = to;
    }
    // New outputs may have moved the memory.
    const { HEAPF32: floats, HEAPU32: words } = backend.wasm;
    if (last?.program !== program || last.numbers !== numbers) {
      for (let i = 0; i < numbers.length; i++) floats[table / 4 + i] = numbers[i] as number;
    }
    for (let i = 0; i < arrays; i++) {
      words[table / 4 + program.numbers + i] = addresses[i] as number;
    }
    last = update;
    const { size } = inputs[at] as tf.Tensor;
    if (kernel.passes.length > 1) kernel.begin(size);
    for (const pass of kernel.passes) pass(size, table);
    at += program.inputs;
  }
  return made;
}
