import type * as tf from '@tensorflow/tfjs';
import type { Call } from './kernel-update.ts';
import type { Program } from './program.ts';
import { outputCode, type OutputCode, type ShaderLanguage } from './shader-code.ts';

/** What is used of tfjs's WebGL backend. */
interface WebGlBackend {
  runWebGLProgram(
    program: object,
    inputs: readonly tf.TensorInfo[],
    dtype: 'float32',
    uniforms: readonly (readonly number[])[],
  ): tf.TensorInfo;
}

/** GLSL, as tfjs names what it hands to a shader; four elements of a texture at a time. */
const glsl: ShaderLanguage = {
  declaration: 'vec4',
  extremes: { maximum: 'larger', minimum: 'smaller' },
  input: (input) => `getIn${input}AtOutCoords()`,
  number: (index) => `vec4(n${index})`,
};

/** Of two elements of which one is NaN, NaN. */
const functions = ['larger', 'smaller']
  .map((name, i) => {
    const usual = `${['max', 'min'][i]}(a, b)`;
    return `vec4 ${name}(vec4 a, vec4 b) { return mix(mix(${usual}, a, isnan(a)), b, isnan(b)); }`;
  })
  .join('\n');

/** A shader for each output, since it draws into one texture, which it must not read. */
export function updateOnWebGl({ inputs, attrs: { updates } }: Call, backend: WebGlBackend) {
  const made: tf.TensorInfo[] = [];
  let at = 0;
  for (const { program, numbers } of updates) {
    for (let i = 0; i < program.outputs.length; i++) {
      const code = codeOf(program, i);
      const { shape } = inputs[at + (i === 0 ? 0 : i + 1)] as tf.Tensor;
      const shader = {
        outputShape: shape,
        packedInputs: true,
        packedOutput: true,
        variableNames: code.inputs.map((input) => `In${input}`),
        customUniforms: code.numbers.map((one) => ({ name: `n${one}`, type: 'float' })),
        userCode: shaderOf(code, shape),
      };
      const read = code.inputs.map((input) => inputs[at + input] as tf.Tensor);
      const uniforms = code.numbers.map((one) => [numbers[one] as number]);
      made.push(backend.runWebGLProgram(shader, read, 'float32', uniforms));
    }
    at += program.inputs;
  }
  return made;
}

const codes = new WeakMap<Program, OutputCode[]>();

function codeOf(program: Program, output: number): OutputCode {
  let known = codes.get(program);
  if (known === undefined) codes.set(program, (known = []));
  return (known[output] ??= outputCode(program, output, glsl));
}

const shaderOf = ({ lines, result }: OutputCode, shape: readonly number[]) => `
  ${functions}
  void main() {
    ${lines.join('\n    ')}
    setOutput(${withinBounds(result, shape)});
  }
`;

/**
 * Four elements are two rows and two columns of the last two axes. Products of matrices read all four, so those beyond the
 * edge are 0.
 */
function withinBounds(result: string, shape: readonly number[]): string {
  const rank = shape.length;
  const coordinate = (axis: number) => `getOutputCoords()${rank > 1 ? `.${'xyzwuv'[axis]}` : ''}`;
  const within = (axis: number) =>
    shape[axis] === undefined ? 'false' : `${coordinate(axis)} + 1 < ${shape[axis]}`;
  const [row, column] = [within(rank - 2), within(rank - 1)];
  const parts = [
    `${column} ? ${result}.y`,
    `${row} ? ${result}.z`,
    `${row} && ${column} ? ${result}.w`,
  ];
  return `vec4(${result}.x, ${parts.map((part) => `${part} : 0.`).join(', ')})`;
}
