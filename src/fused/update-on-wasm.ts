import type * as tf from '@tensorflow/tfjs';
import { kernelOf } from './kernel-of.ts';
import type { Call, KernelUpdate } from './kernel-update.ts';
import type { Arithmetic } from './wasm-kernel.ts';

/** What is used of tfjs's wasm backend. */
interface WasmBackend {
  readonly dataIdMap: { get(dataId: tf.DataId): { readonly memoryOffset: number } };
  readonly wasm: {
    readonly wasmMemory?: WebAssembly.Memory;
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly HEAPU8: Uint8Array;
  };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
}

/** As tfjs 4.22 computes there. */
const arithmetic: Arithmetic = { total: 'f32', mean: 'of the sum', extremes: 'first' };

/** The memory of tfjs's wasm backend; undefined where it is kept elsewhere than in tfjs 4.22. */
function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory | undefined {
  const memory = wasm.wasmMemory ?? wasm.asm?.memory;
  const isIts = memory instanceof WebAssembly.Memory && memory.buffer === wasm.HEAPU8.buffer;
  return isIts ? memory : undefined;
}

/** Whether the backend keeps its arrays where a kernel can reach them. */
export const hasMemory = (backendName: string, backend: tf.KernelBackend): boolean =>
  backendName !== 'wasm' || memoryOf(backend as unknown as WasmBackend) !== undefined;

/** In tfjs's own memory: nothing is copied. */
export function updateOnWasm({ inputs, attrs: { updates } }: Call, backend: WasmBackend) {
  const memory = memoryOf(backend) as WebAssembly.Memory;
  const made: tf.TensorInfo[] = [];
  const address = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  let at = 0;
  let set: KernelUpdate | undefined;
  for (const update of updates) {
    const { program, numbers, inPlace } = update;
    const kernel = kernelOf(program, memory, arithmetic);
    if (set?.program !== program || set.numbers !== numbers) kernel.numbers(...numbers);
    set = update;
    const addresses: number[] = [];
    // The first output is the weight, and beside each other one is a slot, whose place among the inputs is one further.
    for (let i = 0; i < program.inputs; i++) addresses.push(address(inputs[at + i] as tf.Tensor));
    for (let i = 0; i < program.outputs.length; i++) {
      if (i > 0 && inPlace) {
        addresses.push(addresses[i + 1] as number);
        continue;
      }
      const { shape } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
      const output = backend.makeOutput(shape, 'float32');
      made.push(output);
      addresses.push(address(output));
    }
    const { size } = inputs[at] as tf.Tensor;
    if (kernel.passes.length > 1) kernel.begin(size);
    for (const pass of kernel.passes) pass(size, ...addresses);
    at += program.inputs;
  }
  return made;
}
