import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, wholeNumber } from '../shared/options.ts';
import { decode, encode } from './float32-text.ts';

/** What is remembered of one variable, with slots of some kind. */
export interface VariableState<Slot> {
  readonly name: string;
  readonly shape: readonly number[];
  /** Updates that this variable has had. */
  readonly t: number;
  readonly slots: Readonly<Record<string, Slot>>;
}

/** What an optimizer remembers. */
export interface StateOf<Slot> {
  readonly iterations: number;
  /** Updates that were skipped, because their gradients were not finite; absent where none was. */
  readonly skipped?: number;
  readonly variables: readonly VariableState<Slot>[];
}

/** An optimizer's state as plain JSON. */
export interface SavedState extends StateOf<SavedSlot> {
  readonly schema: 2;
}

export interface SavedSlot {
  readonly shape: readonly number[];
  /** Little-endian float32 in base64, so that none is rounded. */
  readonly values: string;
}

/** The state as plain JSON. */
export async function saveState(state: StateOf<tf.Tensor>): Promise<SavedState> {
  const { variables, ...counts } = state;
  const saved = variables.map(async ({ name, shape, t, slots }) => {
    const all = Object.entries(slots).map(async ([slot, tensor]) => {
      const values = encode((await tensor.data()) as Float32Array);
      return [slot, { shape: tensor.shape, values }] as const;
    });
    return { name, shape, t, slots: Object.fromEntries(await Promise.all(all)) };
  });
  return { schema: 2, ...counts, variables: await Promise.all(saved) };
}

/**
 * The state that `saveState` wrote, of this schema or the first, in tensors that are kept.
 * @throws UsageError for anything else, before there is a tensor of it
 */
export function readSavedState(
  who: string,
  slotNames: readonly string[],
  saved: unknown,
): StateOf<tf.Tensor> {
  const { schema, variables, ...counts } = Object(saved) as Partial<Record<string, unknown>>;
  if (!Array.isArray(variables) || (schema !== 1 && schema !== 2)) {
    throw new UsageError({ who, rule: `not a saved optimizer state: ${shown(saved)}` });
  }
  const named = checkState(who, slotNames, { ...counts, variables });
  const readSlot = schema === 1 ? firstSlot : secondSlot;
  const read = mapSlots(named, (slot, { name, shape }) =>
    readSlot(`${who}: the saved state of "${name}"`, slot, shape),
  );
  return mapSlots(read, ({ shape, values }) => tf.keep(tf.tensor(values, [...shape], 'float32')));
}

/** Frees what was read and then not taken. */
export function disposeState({ variables }: StateOf<tf.Tensor>): void {
  for (const { slots } of variables) tf.dispose(Object.values(slots));
}

/** `state` with each slot changed. */
export function mapSlots<A, B>(
  { variables, ...counts }: StateOf<A>,
  change: (slot: A, variable: VariableState<A>) => B,
): StateOf<B> {
  const changed = variables.map((variable) => {
    const slots = Object.entries(variable.slots).map(([slot, value]) => {
      return [slot, change(value, variable)] as const;
    });
    return { ...variable, slots: Object.fromEntries(slots) };
  });
  return { ...counts, variables: changed };
}

/** What was read from somewhere and may be anything. */
interface ReadState {
  readonly iterations?: unknown;
  readonly skipped?: unknown;
  readonly variables: readonly unknown[];
}

/**
 * What was read from somewhere, once its counts, names and shapes are right; what the slots hold is not looked at.
 * @throws UsageError naming what is wrong
 */
export function checkState<Slot>(
  who: string,
  slotNames: readonly string[],
  { iterations, skipped, variables }: ReadState,
): StateOf<Slot> {
  checkNumber(who, 'the saved count of updates', iterations, wholeNumber);
  checkNumber(who, 'the saved count of skipped updates', skipped ?? 0, wholeNumber);
  const names = new Set<unknown>();
  for (const one of variables) {
    const { name, shape, t, slots } = Object(one) as Partial<Record<string, unknown>>;
    if (typeof name !== 'string' || names.has(name)) {
      const rule = 'each saved variable must have a name of its own';
      throw new UsageError({ who, rule, got: shown(name) });
    }
    names.add(name);
    const at = `${who}: the saved state of "${name}"`;
    checkNumber(at, 't', t, wholeNumber);
    checkShape(at, shape);
    const found = Object.keys(Object(slots) as object).join(', ');
    if (found === slotNames.join(', ')) continue;
    throw new UsageError({
      who,
      rule: `the saved state of "${name}" has slots (${found}), not (${slotNames.join(', ')})`,
      remedy: 'it belongs to another rule',
    });
  }
  return { iterations, ...(skipped ? { skipped } : {}), variables } as StateOf<Slot>;
}

function checkShape(who: string, shape: unknown): asserts shape is number[] {
  if (Array.isArray(shape) && shape.every((size) => wholeNumber.holds(size as number))) return;
  throw new UsageError({ who, rule: 'shape must be a list of whole numbers', got: shown(shape) });
}

interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function secondSlot(who: string, slot: unknown): Values {
  const { shape, values } = Object(slot) as Partial<Record<string, unknown>>;
  checkShape(who, shape);
  const read = readValues(who, values);
  if (read.length === tf.util.sizeFromShape(shape)) return { shape, values: read };
  throw new UsageError({ who, rule: `shape [${shape}] needs other values`, got: read.length });
}

/** Schema 1 said no shapes: a slot had that of its variable, or was a scalar. */
function firstSlot(who: string, slot: unknown, shape: readonly number[]): Values {
  const values = readValues(who, slot);
  if (values.length === tf.util.sizeFromShape([...shape])) return { shape, values };
  return secondSlot(who, { shape: [], values: slot });
}

function readValues(who: string, text: unknown): Float32Array {
  try {
    if (typeof text === 'string') return decode(text);
  } catch {
    // Said below.
  }
  const rule = 'values must be float32 numbers in base64';
  throw new UsageError({ who, rule, got: shown(text) });
}
