import type * as tf from '@tensorflow/tfjs';
import type { Call } from './kernel-update.ts';
import type { Program } from './program.ts';
import { outputCode, type OutputCode, type ShaderLanguage } from './shader-code.ts';

/** What is used of tfjs's WebGPU backend. */
interface WebGpuBackend {
  runWebGPUProgram(
    shader: object,
    inputs: readonly tf.TensorInfo[],
    dtype: 'float32',
    uniforms: readonly object[],
  ): tf.TensorInfo;
}

/** WGSL, as tfjs names what it hands to a shader. */
const wgsl: ShaderLanguage = {
  declaration: 'let',
  extremes: { maximum: 'max', minimum: 'min' },
  input: (input, isScalar) => (isScalar ? `getIn${input}()` : `getIn${input}ByOutputIndex(index)`),
  number: (index) => `uniforms.n${index}`,
};

/** A shader for each output, since none may write what it reads. */
export function updateOnWebGpu({ inputs, attrs: { updates } }: Call, backend: WebGpuBackend) {
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
  return (codes[output] ??= shaderOf(outputCode(program, output, wgsl)));
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
