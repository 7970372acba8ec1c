import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/**
 * What an `update` returned: the next weight `w`, and every slot.
 * @throws UsageError for something that is missing, is no tensor, or has another shape than the weight
 */
export function readNext(
  who: string,
  next: unknown,
  slots: readonly string[],
  { shape }: tf.Variable,
): Readonly<Record<string, tf.Tensor>> & { readonly w: tf.Tensor } {
  if (typeof next !== 'object' || next === null || next instanceof tf.Tensor) {
    const example = ['w', ...slots].join(', ');
    const got = next instanceof tf.Tensor ? 'a tensor' : shown(next);
    throw new UsageError({ who, rule: `update must return an object { ${example} }`, got });
  }
  const read = (name: string): tf.Tensor => {
    const value = (next as Partial<Record<string, unknown>>)[name];
    if (value instanceof tf.Tensor) return value;
    const what = name === 'w' ? 'the next weight w' : `every slot`;
    const rule = `update must return ${what} as a tensor`;
    throw new UsageError({ who, rule, got: `${shown(value)} for "${name}"` });
  };
  const w = read('w');
  if (!tf.util.arraysEqual(w.shape, shape)) {
    const rule = `update must return a weight of shape [${shape}]`;
    throw new UsageError({ who, rule, got: `[${w.shape}]` });
  }
  return { w, ...Object.fromEntries(slots.map((slot) => [slot, read(slot)] as const)) };
}
