import * as tf from '@tensorflow/tfjs';

const [smallest, largest] = [2 ** -14, 65_504];

/** The half-precision number next to `x`; what is smaller than the least normal one is 0, as on most GPUs. */
export function half(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  if (Math.abs(x) < smallest) return 0;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) - 10);
  const rounded = Math.round(x / unit) * unit;
  return Math.abs(rounded) > largest ? Math.sign(x) * Infinity : rounded;
}

/** Stands for WebGL without float32 textures: a backend "half", which rounds whatever cpu computes. */
export async function registerHalfBackend(): Promise<void> {
  await tf.setBackend('cpu');
  const cpu = tf.backend();
  const Cpu = cpu.constructor as new () => tf.KernelBackend;
  class Half extends Cpu {
    override floatPrecision(): 16 {
      return 16;
    }
    override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType) {
      return super.write(
        dtype === 'float32' ? Float32Array.from(values as Float32Array, half) : values,
        shape,
        dtype,
      );
    }
  }
  tf.registerBackend('half', () => new Half());
  for (const kernel of tf.getKernelsForBackend('cpu')) {
    tf.registerKernel({
      ...kernel,
      backendName: 'half',
      kernelFunc: (params) => {
        const made = kernel.kernelFunc(params);
        for (const { dataId, dtype } of [made].flat()) {
          if (dtype !== 'float32') continue;
          const values = (params.backend as Half).readSync(dataId) as Float32Array;
          values.forEach((value, i) => (values[i] = half(value)));
        }
        return made;
      },
    });
  }
}
