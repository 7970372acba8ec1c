import { compiledSources } from '#mutants';
import { describe, expect, it } from 'vitest';
import { guarded, turn } from '../../web/guarded.ts';

/** How often the loops of a body turn before `turnOfLoop` ends them. */
function turns(body: string, most = 5): number {
  let seen = 0;
  const look = () => {
    if ((seen += 1) > most) throw new Error('enough');
  };
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function(turn, guarded(body)) as (look: () => void) => void;
  try {
    run(look);
  } catch (error) {
    if ((error as Error).message !== 'enough') throw error;
  }
  return seen;
}

describe('guarded code', () => {
  it.each([
    'while (true) {}',
    'while(true);',
    'while/**/(true);',
    'while // on and on (\n (true);',
    'do {} while (true)',
    'do ; while\n/* ( */ (true)',
    'for (;;) {}',
    'for\n// ;\n(;;) {}',
    'for/*;*/(let i = 0; /* ; */ ; i += 1) {}',
    "for (let i = ';'.length; ; i += 1) {}",
    'for (let i = 0, s = /[;)]/; ; i += 1) {}',
    'for (let i = `;${[1].map(() => 2)}`; ; ) {}',
    'for (let i = [1, 2].map(function (x) { return x; }); i; ) {}',
    'out: while (true) { inner: for (;;) continue out; }',
    'for (;;) for (const x of [1]) { while (x) {} }',
    'const endless = { [Symbol.iterator]: () => ({ next() { return { value: 1 }; } }) }; for (const x of endless) ;',
    'function* endless() { for (;;) yield 1; } for (const x of endless()) {}',
    'const twice = (n) => n < 0 ? 1 : twice(n - 1) + twice(n - 1); twice(90);',
    'const twice = n => n < 0 ? 1 : twice(n - 1) + twice(n - 1); twice(90);',
    'const again = () => [again(), again()]; again();',
    'function twice(n) { return n < 0 ? 1 : twice(n - 1) + twice(n - 1); } twice(90);',
    'const o = { twice(n) { return n < 0 ? 1 : this.twice(n - 1) + this.twice(n - 1); } }; o.twice(90);',
  ])('is ended: %s', (body) => expect(turns(body)).toBe(6));

  it.each([
    ['let n = 0; for (let i = 0; i < 3; i += 1) n += i; return n;', 3],
    ['let i = 0; while (i < 2) i += 1; return i;', 2],
    ['let n = 0; for (const x of [1, 2]) { n += x; } return n;', 3],
    ['let n = 0; for (const x in { a: 1 }) n += 1; return n;', 1],
    ['const o = { while: (x) => x, for: (x) => x }; return o.while(1) + o?.for(2);', 3],
    ["return 'while (true) {} for (;;) {}'.length;", 27],
    ['return `while (${[1, 2].map((x) => x + 1)})`;', 'while (2,3)'],
    ['switch (2) { case 2: { return 4; } } return 5;', 4],
    ['const o = { A: class { a() { return 3; } } }; class B extends o.A {} return new B().a();', 3],
    ['const same = (x) => x; class B extends same(Array) {} return new B().length;', 0],
    ['const all = (...x) => x.length; const none = ( ) => 1; return all(1, 2) + none();', 3],
    ['const f = (x, ) => ({ x }), g = async x => x; return f(2).x + f.length;', 3],
    ['const f = ({ a }, [b] = [2]) => (c) => a + b + c; return f({ a: 1 })(3);', 6],
    ['if (1) { return /while \\(/.test("while ("); } else { return 0; }', true],
  ])('does what it did: %s', (body, result) => {
    const run = (text: string) =>
      // oxlint-disable-next-line typescript/no-implied-eval
      (new Function(turn, text) as (look: () => void) => unknown)(() => {});
    expect(run(body)).toBe(result);
    expect(run(guarded(body))).toBe(result);
  });

  it.each(Object.entries(compiledSources))('is still a program: %s', (_, { code }) => {
    // oxlint-disable-next-line typescript/no-implied-eval
    expect(() => new Function(turn, guarded(code))).not.toThrow();
  });
});
