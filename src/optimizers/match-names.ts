import * as tf from '@tensorflow/tfjs';

/** What a variable is known by beyond this process. */
export interface Named {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A name apart from the numbers that tfjs counts up: what must be the same, and the numbers, 0 where there is none. */
type Reading = (name: string) => { readonly stem: string; readonly numbers: readonly number[] };

/** `a/kernel` and `a/kernel_1`: the second model of a process finds the names of its weights taken. */
const weightCounted: Reading = (name) => {
  const [, stem = name, number = '0'] = /^(.*\/.*)_(\d+)$/.exec(name) ?? [];
  return { stem, numbers: [Number(number)] };
};

/** `dense_Dense1/kernel` and `dense_Dense3/kernel`, or `12` and `15`: names that tfjs made up itself. */
const allCounted: Reading = (name) => {
  const numbers: number[] = [];
  const parts = name.split('/').map((part) => {
    const [, stem = part, number = '0'] = /^(.*?)_?(\d+)$/.exec(part) ?? [];
    numbers.push(Number(number));
    return stem;
  });
  return { stem: parts.join('/'), numbers };
};

const exact: Reading = (name) => ({ stem: name, numbers: [] });

/**
 * Which of `saved` each of `live` is: by name, or by name but for the numbers that tfjs adds to names, or, where no two
 * shapes are the same, by shape. Either all of `saved` are found or all of `live`; both, unless layers have names of
 * their own. Order decides nothing.
 * @param find the variable of a name, for those of `saved` that are not among `live`, because they are frozen
 * @returns undefined when they do not fit, or when more than one could be meant
 */
export function matchNames<S extends Named, L extends Named>(
  saved: readonly S[],
  live: readonly L[],
  find: (name: string) => L | undefined,
): ReadonlyMap<L, S> | undefined {
  const named = [exact, weightCounted].map((reading) => pairsUnder(reading, saved, live));
  const enough = Math.min(saved.length, live.length);
  const found = named.find((pairs) => pairs?.size === enough);
  if (found !== undefined) return fitting(withUnlisted(found, saved, find));
  if (saved.length === live.length) {
    const pairs = pairsUnder(allCounted, saved, live);
    const counted = pairs?.size === enough ? fitting(pairs) : byShape(saved, live);
    if (counted !== undefined) return counted;
  }
  // Some are frozen, and others are trained for the first time.
  const whole = named.map((pairs) => withUnlisted(pairs ?? new Map<L, S>(), saved, find));
  return fitting(whole.find((pairs) => pairs.size === saved.length));
}

/** `pairs`, and what of `saved` goes by a name like theirs. */
function withUnlisted<S extends Named, L extends Named>(
  pairs: ReadonlyMap<L, S>,
  saved: readonly S[],
  find: (name: string) => L | undefined,
): ReadonlyMap<L, S> {
  const names = [...pairs].map(([one, old]) => [one.name, old.name] as const);
  const taken = new Set(pairs.values());
  const unlisted = saved.flatMap((old) => {
    const one = taken.has(old) ? undefined : find(nameLike(old.name, names) ?? '');
    const isFree = one !== undefined && !pairs.has(one) && isAlike(one, old);
    return isFree ? [[one, old] as const] : [];
  });
  return new Map([...pairs, ...unlisted]);
}

/** Which of `saved` a variable is that comes up later: the one of its name, or of its name but for tfjs's suffix. */
export function matchLater<S extends Named, L extends Named>(
  saved: readonly S[],
  live: readonly L[],
): ReadonlyMap<L, S> | undefined {
  const found = pairsUnder(exact, saved, live) ?? new Map<L, S>();
  const taken = new Set(found.values());
  const rest = pairsUnder(
    weightCounted,
    saved.filter((one) => !taken.has(one)),
    live.filter((one) => !found.has(one)),
  );
  return rest && fitting(new Map([...found, ...rest]));
}

/**
 * The name that `saved` goes by in this process, given what others go by: theirs, or one further by as much as theirs.
 * @returns undefined when the others do not agree
 */
function nameLike(
  saved: string,
  others: readonly (readonly [live: string, saved: string])[],
): string | undefined {
  const offsets = new Set<number>();
  for (const [live, old] of others.map((pair) => pair.map(weightCounted))) {
    if (live?.stem !== old?.stem) return undefined;
    offsets.add((live?.numbers[0] as number) - (old?.numbers[0] as number));
  }
  const [offset] = offsets;
  if (offset === undefined || offsets.size > 1) return undefined;
  if (offset === 0) return saved;
  const { stem, numbers } = weightCounted(saved);
  const number = (numbers[0] as number) + offset;
  return number > 0 ? `${stem}_${number}` : stem;
}

/** Pairs of one stem, in the order of their numbers; undefined where the numbers do not tell which is which. */
function pairsUnder<S extends Named, L extends Named>(
  reading: Reading,
  saved: readonly S[],
  live: readonly L[],
): Map<L, S> | undefined {
  const stemOf = ({ name }: Named) => reading(name).stem;
  const pairs = new Map<L, S>();
  for (const stem of new Set(live.map(stemOf))) {
    const old = inOrder(
      reading,
      saved.filter((one) => stemOf(one) === stem),
    );
    const now = inOrder(
      reading,
      live.filter((one) => stemOf(one) === stem),
    );
    if (old.length === 0) continue;
    const same = now.map(({ name }) => old.find((one) => one.name === name));
    const isSame = same.every((one) => one !== undefined);
    if (!isSame && !isShifted(reading, old, now)) return undefined;
    now.forEach((one, i) => pairs.set(one, (isSame ? same[i] : old[i]) as S));
  }
  return pairs;
}

function inOrder<T extends Named>(reading: Reading, all: readonly T[]): readonly T[] {
  const numbers = new Map(all.map((one) => [one, reading(one.name).numbers]));
  return all.toSorted((a, b) => {
    const [left, right] = [numbers.get(a) ?? [], numbers.get(b) ?? []];
    const at = left.findIndex((number, i) => number !== right[i]);
    return at < 0 ? 0 : (left[at] as number) - (right[at] as number);
  });
}

/** Whether the second are as many as the first, and where some names are in both, further by the same count. */
function isShifted(reading: Reading, old: readonly Named[], now: readonly Named[]): boolean {
  if (old.length !== now.length) return false;
  if (!now.some(({ name }) => old.some((one) => one.name === name))) return true;
  const offsets = old.map(({ name }, i) => {
    const before = reading(name).numbers;
    return String(reading((now[i] as Named).name).numbers.map((n, j) => n - (before[j] as number)));
  });
  return new Set(offsets).size === 1;
}

function byShape<S extends Named, L extends Named>(
  saved: readonly S[],
  live: readonly L[],
): ReadonlyMap<L, S> | undefined {
  const shapes = new Map(saved.map((one) => [String(one.shape), one]));
  const stems = new Set(saved.map(({ name }) => allCounted(name).stem));
  const isStrange = live.every(({ name }) => !stems.has(allCounted(name).stem));
  if (!isStrange || shapes.size < saved.length) return undefined;
  const pairs = live.map((one) => [one, shapes.get(String(one.shape))] as const);
  if (new Set(pairs.map(([, old]) => old)).size < live.length) return undefined;
  return pairs.every(([, old]) => old) ? new Map(pairs as [L, S][]) : undefined;
}

function fitting<S extends Named, L extends Named>(
  pairs: ReadonlyMap<L, S> | undefined,
): ReadonlyMap<L, S> | undefined {
  return pairs && [...pairs].every(([one, old]) => isAlike(one, old)) ? pairs : undefined;
}

const isAlike = (one: Named, other: Named) => tf.util.arraysEqual([...one.shape], [...other.shape]);
