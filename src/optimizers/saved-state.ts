import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { decode, encode } from './float32-text.ts';

/** An optimizer's state as plain JSON. */
export interface SavedState {
  readonly schema: 2;
  readonly iterations: number;
  readonly variables: readonly SavedVariable[];
}

export interface SavedVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** Updates that this variable has had. */
  readonly t: number;
  readonly slots: Readonly<Record<string, SavedSlot>>;
}

export interface SavedSlot {
  readonly shape: readonly number[];
  /** Little-endian float32 in base64, so that none is rounded. */
  readonly values: string;
}

/** Schema 1 said no shapes: a slot had that of its variable, or was a scalar. */
interface FirstSchema {
  readonly schema: 1;
  readonly iterations: number;
  readonly variables: readonly (Omit<SavedVariable, 'slots'> & {
    readonly slots: Readonly<Record<string, string>>;
  })[];
}

/** `saved`, of this schema or the first, in the form of this one. @throws UsageError for anything else */
export function readSavedState(who: string, saved: SavedState | FirstSchema): SavedState {
  if (!Array.isArray(saved?.variables) || (saved.schema !== 1 && saved.schema !== 2)) {
    throw new UsageError({ who, rule: `not a saved optimizer state: ${shown(saved)}` });
  }
  if (saved.schema === 2) return saved;
  const variables = saved.variables.map((one): SavedVariable => {
    const slots = Object.entries(one.slots).map(([slot, values]) => {
      const isWhole = decode(values as string).length === tf.util.sizeFromShape([...one.shape]);
      return [slot, { shape: isWhole ? one.shape : [], values }] as const;
    });
    return { ...one, slots: Object.fromEntries(slots) };
  });
  return { ...saved, schema: 2, variables };
}

/** A slot as plain JSON. */
export async function saveSlot(tensor: tf.Tensor): Promise<SavedSlot> {
  return { shape: tensor.shape, values: encode((await tensor.data()) as Float32Array) };
}

/** The slot that `saveSlot` wrote, disposed by the caller. */
export function slotTensor({ shape, values }: SavedSlot): tf.Tensor {
  return tf.tensor(decode(values), [...shape], 'float32');
}
