import * as tf from '@tensorflow/tfjs';
import type { Program } from './program.ts';
import { outputCode, type OutputCode } from './webgpu-code.ts';
import { wasmKernel, type Arithmetic, type WasmKernel } from './wasm-kernel.ts';

/** One weight's update, as the kernel is asked for it. */
export interface KernelUpdate {
  readonly program: Program;
  /** The plain numbers that the program takes; lists that are the same are set once. */
  readonly numbers: readonly number[];
  /** Whether the slots are overwritten; else they come out as new tensors after the weight. */
  readonly inPlace: boolean;
}

/** The kernel's name in the registry of tfjs. */
const updateKernel = 'DownhillUpdate';

/** What the kernel is given beside its tensors: for each update in turn its inputs stand among these. */
interface Call {
  readonly inputs: readonly tf.Tensor[];
  readonly attrs: { readonly updates: readonly KernelUpdate[] };
}

/**
 * Runs all updates in one call of the kernel. Returns, in one list, for each in turn its next weight and, where slots are
 * not overwritten, its next slots.
 */
export function runUpdates(
  updates: readonly { readonly inputs: readonly tf.Tensor[]; readonly how: KernelUpdate }[],
): tf.Tensor[] {
  const inputs: tf.Tensor[] = [];
  const hows: KernelUpdate[] = [];
  for (const { inputs: own, how } of updates) {
    for (const one of own) inputs.push(one);
    hows.push(how);
  }
  // As tfjs calls its own kernels that take any number of tensors; the typings know of named ones only.
  const named = inputs as unknown as tf.NamedTensorMap;
  return tf.engine().runKernel(updateKernel, named, { updates: hows } as never) as tf.Tensor[];
}

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

/** What is used of tfjs's WebGPU backend. */
interface WebGpuBackend {
  runWebGPUProgram(
    shader: object,
    inputs: readonly tf.TensorInfo[],
    dtype: 'float32',
    uniforms: readonly object[],
  ): tf.TensorInfo;
}

/** Where a kernel with a memory of its own takes arrays from, and what it makes of new ones. */
interface Arrays {
  values(tensor: tf.Tensor): Float32Array;
  tensor(values: Float32Array, shape: number[]): tf.TensorInfo;
}

/** As tfjs 4.22 computes there. */
const onWasm: Arithmetic = { total: 'f32', mean: 'of the sum', extremes: 'first' };
const onCpu: Arithmetic = { total: 'f64', mean: 'of shares', extremes: 'NaN' };

/** Kernels by memory and program; both go when nobody uses them any longer. */
const kernels = new WeakMap<WebAssembly.Memory, WeakMap<Program, WasmKernel>>();

function kernelOf(
  program: Program,
  memory: WebAssembly.Memory,
  arithmetic: Arithmetic,
): WasmKernel {
  let known = kernels.get(memory);
  if (known === undefined) kernels.set(memory, (known = new WeakMap()));
  let kernel = known.get(program);
  if (kernel === undefined) {
    known.set(program, (kernel = wasmKernel(program, memory, arithmetic)));
  }
  return kernel;
}

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
function updateOnWasm({ inputs, attrs: { updates } }: Call, backend: WasmBackend) {
  const memory = memoryOf(backend) as WebAssembly.Memory;
  const made: tf.TensorInfo[] = [];
  const address = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  let at = 0;
  let set: KernelUpdate | undefined;
  for (const update of updates) {
    const { program, numbers, inPlace } = update;
    const kernel = kernelOf(program, memory, onWasm);
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
    const kernel = kernelOf(program, memory, onCpu);
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

const updateOnCpu = (call: Call, backend: CpuBackend) =>
  updateInScratch(call, {
    values: ({ dataId }) => backend.data.get(dataId).values,
    tensor: (values, shape) => backend.makeTensorInfo(shape, 'float32', values),
  });

/** Each operation of TensorFlow costs more than reading a small weight and its gradient out and writing the weight back. */
const updateOnTensorFlow = (call: Call, backend: NodeBackend) =>
  updateInScratch(call, {
    values: ({ dataId }) => tf.engine().readSync(dataId) as Float32Array,
    tensor: (values, shape) => {
      const dataId = backend.write(values, shape, 'float32');
      return { dataId, shape, dtype: 'float32' };
    },
  });

/** A shader for each output, since none may write what it reads. */
function updateOnWebGpu({ inputs, attrs: { updates } }: Call, backend: WebGpuBackend) {
  const made: tf.TensorInfo[] = [];
  let at = 0;
  for (const { program, numbers } of updates) {
    for (let i = 0; i < program.outputs.length; i++) {
      const code = codeOf(program, i);
      const { shape, size } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
      const shader = {
        outputShape: shape,
        workgroupSize: [128, 1, 1],
        dispatchLayout: { x: shape.map((_, axis) => axis) },
        dispatch: [Math.ceil(size / 128), 1, 1],
        size: true,
        variableNames: code.inputs.map((input) => `In${input}`),
        uniforms: code.numbers.map((one) => ` n${one} : f32,`).join(''),
        shaderKey: code.text,
        getUserCode: () => code.text,
      };
      const read = code.inputs.map((input) => inputs[at + input] as tf.Tensor);
      const uniforms = code.numbers.map((one) => ({ type: 'float32', data: [numbers[one]] }));
      made.push(backend.runWebGPUProgram(shader, read, 'float32', uniforms));
    }
    at += program.inputs;
  }
  return made;
}

const shaders = new WeakMap<Program, (OutputCode & { readonly text: string })[]>();

function codeOf(program: Program, output: number) {
  let codes = shaders.get(program);
  if (codes === undefined) shaders.set(program, (codes = []));
  return (codes[output] ??= shaderOf(outputCode(program, output)));
}

const shaderOf = (code: OutputCode) => ({
  ...code,
  text: `fn main(index : i32) {
  if (index < uniforms.size) {
    ${code.lines.join('\n    ')}
    setOutputAtIndex(index, ${code.result});
  }
}`,
});

const known: number[][] = [];
const addressesOf = (arrays: number): readonly number[] =>
  (known[arrays] ??= Array.from({ length: arrays }, (_, i) => i * chunk * 4));

const forBackend: Readonly<Record<string, (call: Call, backend: never) => tf.TensorInfo[]>> = {
  wasm: updateOnWasm,
  cpu: updateOnCpu,
  tensorflow: updateOnTensorFlow,
  webgpu: updateOnWebGpu,
};

/** Puts the kernel into tfjs's registry, if there is one for that backend. Returns whether there is. */
export function registerUpdateKernel(backendName: string): boolean {
  const kernelFunc = forBackend[backendName];
  if (kernelFunc === undefined) return false;
  // The typings do not say that there may be none.
  if ((tf.getKernel(updateKernel, backendName) as unknown) !== undefined) return true;
  tf.registerKernel({
    kernelName: updateKernel,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) =>
      // A list of tensors is what tfjs's own kernels get, too, where they take any number of them.
      kernelFunc({ inputs, attrs } as unknown as Call, backend as never),
  });
  return true;
}
