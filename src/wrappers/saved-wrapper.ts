import type { SavedState } from '../optimizers/index.ts';
import type { NamedTensor } from '../optimizers/state-tensors.ts';
import { shown, UsageError } from '../shared/errors.ts';

/** A wrapper's state as plain JSON: its own, and that of the optimizer in it. */
export interface SavedWrapper {
  readonly schema: 1;
  readonly wrapper: string;
  readonly own: SavedState;
  readonly optimizer: object;
}

/** @throws UsageError unless `saved` is the state of a wrapper `who` */
export function checkSaved(who: string, saved: SavedWrapper): void {
  if (saved?.schema === 1 && saved.wrapper === who) return;
  throw new UsageError({ who, rule: `not a saved state of ${who}: ${shown(saved)}` });
}

/** Both parts of a wrapper's state in one list, under names that cannot meet. */
export function joined(own: readonly NamedTensor[], inner: readonly NamedTensor[]): NamedTensor[] {
  return [
    ...own.map(({ name, tensor }) => ({ name: `own/${name}`, tensor })),
    ...inner.map(({ name, tensor }) => ({ name: `inner/${name}`, tensor })),
  ];
}

/** The parts that `joined` joined. @throws UsageError for names that it did not write */
export function parted(
  who: string,
  weights: readonly NamedTensor[],
): { readonly own: NamedTensor[]; readonly inner: NamedTensor[] } {
  const part = (prefix: string) =>
    weights.flatMap(({ name, tensor }) =>
      name.startsWith(prefix) ? [{ name: name.slice(prefix.length), tensor }] : [],
    );
  const [own, inner] = [part('own/'), part('inner/')];
  if (own.length > 0 && own.length + inner.length === weights.length) return { own, inner };
  const { name } = weights.find((one) => !/^(?:own|inner)\//.test(one.name)) ?? {};
  throw new UsageError({
    who,
    rule: 'saved weights must be named "own/..." or "inner/..."',
    got: shown(name),
    remedy: 'they belong to another optimizer',
  });
}
