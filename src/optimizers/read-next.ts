import { shown, UsageError } from '../shared/errors.ts';

/**
 * What an `update` returned: the next weight `w`, and every slot.
 * @param shape of the weight
 * @param isTensor whether a value is an array of the arithmetic that the rule runs in
 * @throws UsageError for something that is missing, is no tensor, or has another shape than the weight
 */
export function readNext<T extends { readonly shape: readonly number[] }>(
  who: string,
  next: unknown,
  slots: readonly string[],
  shape: readonly number[],
  isTensor: (value: unknown) => value is T,
): Readonly<Record<string, T>> & { readonly w: T } {
  if (typeof next !== 'object' || next === null || isTensor(next)) {
    const example = ['w', ...slots].join(', ');
    const got = isTensor(next) ? 'a tensor' : shown(next);
    throw new UsageError({ who, rule: `update must return an object { ${example} }`, got });
  }
  const read = (name: string): T => {
    const value = (next as Partial<Record<string, unknown>>)[name];
    if (isTensor(value)) return value;
    const what = name === 'w' ? 'the next weight w' : `every slot`;
    const rule = `update must return ${what} as a tensor`;
    throw new UsageError({ who, rule, got: `${shown(value)} for "${name}"` });
  };
  const w = read('w');
  if (w.shape.length !== shape.length || w.shape.some((n, axis) => n !== shape[axis])) {
    const rule = `update must return a weight of shape [${shape}]`;
    throw new UsageError({ who, rule, got: `[${w.shape}]` });
  }
  return { w, ...Object.fromEntries(slots.map((slot) => [slot, read(slot)] as const)) };
}
