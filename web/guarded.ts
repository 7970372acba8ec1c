import jsTokens from 'js-tokens';

/** What guarded code calls on each turn of a loop, and where a function begins. */
export const turn = 'turnOfLoop';

/**
 * A program that calls `turnOfLoop` on each turn of its loops and at the beginning of its functions, so that it can be
 * ended by throwing. What goes unguarded: a function without braces that takes the rest of its arguments, or is given
 * more than it names; and what the browser repeats by itself, such as filling a list of a billion elements.
 */
export function guarded(text: string): string {
  const tokens = tokensOf(text);
  const partners = partnersOf(tokens);
  const value = (i: number) => tokens[i]?.value;
  const added: [at: number, what: string][] = [];
  const before = (i: number, what: string) => added.push([(tokens[i] as Token).from, what]);
  for (const [i, { value: now }] of tokens.entries()) {
    const last = value(i - 1);
    if ((now === 'while' || now === 'for') && last !== '.' && last !== '?.') {
      const open = value(i + 1) === 'await' ? i + 2 : i + 1;
      if (value(open) !== '(') continue;
      if (now === 'while') before(open + 1, `${turn}(), `);
      else {
        const condition = afterFirst(tokens, open);
        if (condition === undefined) continue;
        before(condition, `${turn}()${value(condition) === ';' ? ' || true' : ', '}`);
      }
    } else if (now === '{' && (last === '=>' || (last === ')' && isBlock(i)))) {
      before(i + 1, `${turn}(); `);
    } else if (now === '=>' && value(i + 1) !== '{') {
      // Among the parameters, since nothing says where such a function ends: what is not given is asked for.
      const given = `${turn}Given = ${turn}()`;
      const open = partners.get(i - 1);
      if (open === undefined) {
        before(i - 1, '(');
        before(i, `, ${given}) `);
      } else if (!tokens.slice(open, i).some((one) => one.value === '...')) {
        before(i - 1, ['(', ','].includes(value(i - 2) as string) ? given : `, ${given}`);
      }
    }
  }
  let done = '';
  let from = 0;
  for (const [at, what] of added.sort(([a], [b]) => a - b)) {
    done += text.slice(from, at) + what;
    from = at;
  }
  return done + text.slice(from);

  /** Whether a brace behind a bracket begins statements: not the cases of a switch, nor the members of a class. */
  function isBlock(brace: number): boolean {
    let word = (partners.get(brace - 1) ?? 0) - 1;
    if (value(word) === 'switch') return false;
    while (value(word - 1) === '.') word -= 2;
    return value(word - 1) !== 'extends';
  }
}

/** What a program is made of, and where it stands in it. */
interface Token {
  readonly value: string;
  readonly from: number;
}

const unseen = /White|Line|Comment/;

function tokensOf(text: string): readonly Token[] {
  let at = 0;
  return [...jsTokens(text)].flatMap(({ type, value }) => {
    const from = at;
    at += value.length;
    return unseen.test(type) ? [] : [{ value, from }];
  });
}

/** Of each round bracket that closes, by its place, the place of the one that opens. */
function partnersOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const partners = new Map<number, number>();
  for (const [i, { value }] of tokens.entries()) {
    if (value === '(') open.push(i);
    if (value === ')') partners.set(i, open.pop() ?? 0);
  }
  return partners;
}

/** Behind the first semicolon of a loop's head that opens at `open`; undefined where it has none, as one over a list. */
function afterFirst(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let i = open + 1; i < tokens.length; i++) {
    const { value } = tokens[i] as Token;
    if (value === ';' && depth === 0) return i + 1;
    if (/^[([{]$/.test(value)) depth += 1;
    if (/^[)\]}]$/.test(value) && depth-- === 0) return undefined;
  }
  return undefined;
}
