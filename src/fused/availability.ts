import * as tf from '@tensorflow/tfjs';
import type { Elementwise, Next, Slots, Step } from '../rules/index.ts';
import { Tape } from './tape.ts';
import { registerUpdateKernel, runUpdates } from './update-kernel.ts';
import { hasMemory } from './update-on-wasm.ts';

/** What kernels can do on a backend. */
export interface Availability {
  /** Why no kernel can update weights there, in words that follow "because"; undefined where one can. */
  readonly why: string | undefined;
  /** Weights that have more numbers gain less than a factor of two, and are left to tensor operations. */
  readonly mostNumbers: number;
  /** Whether slots can be written over. */
  readonly overwrites: boolean;
  /** Whether whole arrays can be added up. */
  readonly totals: boolean;
}

/** Backends that compute by shaders. */
const graphics = ['webgl', 'webgpu'];

const known = new WeakMap<tf.KernelBackend, Availability>();

/**
 * What kernels can do on the backend that tfjs now runs on. Tried once for each backend: a kernel must give the very bits
 * that tensor operations give; on TensorFlow, whose sums are in another order, nearly so. On a graphics processor, which
 * rounds in its own ways and is not to be waited for, it is not tried.
 */
export function availability(): Availability {
  const backend = tf.backend();
  let found = known.get(backend);
  if (found === undefined) known.set(backend, (found = availabilityOf(tf.getBackend(), backend)));
  return found;
}

function availabilityOf(name: string, backend: tf.KernelBackend): Availability {
  const isTensorFlow = name === 'tensorflow';
  const isGraphics = graphics.includes(name);
  return {
    why: reason(name, backend),
    mostNumbers: isTensorFlow ? 2 ** 14 : Infinity,
    // What tfjs-node reads may be a copy, and no shader writes what it reads.
    overwrites: !isTensorFlow && !isGraphics,
    totals: !isGraphics,
  };
}

function reason(name: string, backend: tf.KernelBackend): string | undefined {
  if (!registerUpdateKernel(name)) return `the backend "${name}" has no kernel for updates`;
  if (!hasMemory(name, backend)) return `the memory of the backend "${name}" cannot be found`;
  if (name === 'webgl' && !hasFloat32()) return 'there is no WebGL 2 with float32';
  if (graphics.includes(name)) return undefined;
  return trialFails(name === 'tensorflow' ? 1e-5 : 0)
    ? `a kernel on "${name}" does not give what tensor operations give`
    : undefined;
}

/** What the backend itself says of its precision is 16 bits either way. */
const hasFloat32 = () =>
  tf.env().getNumber('WEBGL_VERSION') === 2 && tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');

const slots = ['s', 'total'] as const;

/** Every word that a kernel knows, on both an array and a number. */
function update({ w, g, lr, t }: Step, { s, total }: Slots<'s' | 'total'>): Next<'s' | 'total'> {
  s = s.mul(0.9).add(g.square().mul(1 - 0.9));
  const most = total.add(1).minimum(g.abs());
  total = total
    .add(most.sum())
    .maximum(g.mean())
    .minimum(2 ** 60);
  const step = g
    .div(
      s
        .div(1 - 0.9 ** t)
        .sqrt()
        .add(1e-8),
    )
    .maximum(-3)
    .minimum(most);
  return { w: w.sub(step.div(total).add(w.mean()).mul(lr)), s, total };
}

/** As many numbers as it takes for a sum to show in which order and precision it was added up, and a rest of three. */
const size = 1003;

/**
 * Whether a kernel differs from tensor operations in a few updates, in the last of which a gradient is NaN.
 * @param allowed as a share of what is right
 */
function trialFails(allowed: number): boolean {
  return tf.tidy(() => {
    const tape = new Tape(slots);
    const start = { w: tf.linspace(-2, 3, size), s: tf.zeros([size]), total: tf.scalar(0) };
    let fused: Record<'w' | 's' | 'total', tf.Tensor> = start;
    let plain = start as unknown as Next<'s' | 'total'>;
    for (let t = 1; t <= 3; t++) {
      const ramp = tf.linspace(0, t, size);
      const g = t < 3 ? ramp.sub(1).mul(0.37) : ramp.div(ramp).mul(0.37);
      const step = { lr: 0.1, t };
      const program = tape.record(update, step, [size], [false, true]);
      const how = { program, numbers: tape.numbersOf(program), inPlace: false };
      const inputs = [fused.w, g, fused.s, fused.total];
      const [w, s, total] = runUpdates(inputs, [how]) as [tf.Tensor, tf.Tensor, tf.Tensor];
      fused = { w, s, total };
      plain = update({ ...step, w: plain.w, g: g as unknown as Elementwise }, plain);
      for (const name of ['w', ...slots] as const) {
        const right = (plain[name] as unknown as tf.Tensor).dataSync();
        const isWrong = (value: number, i: number) => {
          const exact = right[i] as number;
          return (
            !Object.is(value, exact) && !(Math.abs(value - exact) <= allowed * Math.abs(exact))
          );
        };
        if (fused[name].dataSync().some(isWrong)) return true;
      }
    }
    return false;
  });
}
