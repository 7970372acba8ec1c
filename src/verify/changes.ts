/** A piece of a text that is replaced. */
export type Change = readonly [from: number, to: number, by: string];

/** What must be replaced in `right` to get `wrong`, word by word, in order. */
export function changesBetween(right: string, wrong: string): Change[] {
  const [a, b] = [words(right), words(wrong)];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const before = a.slice(0, start).join('').length;
  return inBetween(a.slice(start, a.length - end), b.slice(start, b.length - end), before);
}

/** The text with all changes, or undefined where two of them meet. */
export function changed(text: string, changes: readonly Change[]): string | undefined {
  let result = text;
  let behind = Infinity;
  for (const [from, to, by] of changes.toSorted(([a], [b]) => b - a)) {
    if (to > behind || from === behind) return undefined;
    result = result.slice(0, from) + by + result.slice(to);
    behind = from;
  }
  return result;
}

const words = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];

/** The changes from `a` to `b` that keep the most words, `at` characters into the text. */
function inBetween(a: readonly string[], b: readonly string[], at: number): Change[] {
  // kept[i][j]: how many words of a from i on and b from j on can stay.
  const kept = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  const stay = (i: number, j: number) => kept[i]?.[j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const most =
        a[i] === b[j] ? stay(i + 1, j + 1) + 1 : Math.max(stay(i + 1, j), stay(i, j + 1));
      (kept[i] as number[])[j] = most;
    }
  }
  const found: [from: number, to: number, by: string][] = [];
  let [i, j, place] = [0, 0, at];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      place += (a[i] as string).length;
      i += 1;
      j += 1;
      continue;
    }
    const last = found.at(-1);
    const here: (typeof found)[number] = last?.[1] === place ? last : [place, place, ''];
    if (here !== last) found.push(here);
    if (j < b.length && (i === a.length || stay(i, j + 1) >= stay(i + 1, j))) {
      here[2] += b[j] as string;
      j += 1;
    } else {
      place += (a[i] as string).length;
      here[1] = place;
      i += 1;
    }
  }
  return found;
}
