/** What guarded code calls on each turn of a loop. */
export const turn = 'turnOfLoop';

/**
 * A program whose loops call `turnOfLoop` before each turn, which may end them by throwing. It looks for words, not for
 * grammar: a loop that is hidden from it, as by a comment between its word and its bracket, goes unguarded.
 */
export function guarded(text: string): string {
  const loops = text.replaceAll(/(?<![.\w$])while\s*\(/g, (head) => `${head}${turn}(), `);
  let done = '';
  let rest = loops;
  for (;;) {
    const head = /(?<![.\w$])for\s*\(/.exec(rest);
    if (head === null) return done + rest;
    const from = head.index + head[0].length;
    const condition = afterFirst(rest, from);
    done += rest.slice(0, condition ?? from);
    rest = rest.slice(condition ?? from);
    if (condition === undefined) continue;
    const isBare = /^\s*;/.test(rest);
    done += ` ${turn}()${isBare ? ' || true' : ','}`;
  }
}

/** Behind the first semicolon of a loop's head that begins at `from`; undefined where it has none, as one over a list. */
function afterFirst(text: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const sign = text[i] as string;
    if (sign === ';' && depth === 0) return i + 1;
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign) && depth-- === 0) return undefined;
  }
  return undefined;
}
