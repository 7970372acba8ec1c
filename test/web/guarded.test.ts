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
    'do {} while (true)',
    'for (;;) {}',
    'for (let i = 0; ; i += 1) {}',
    'for (let i = [1, 2].map((x) => { return x; }); i; ) {}',
    'for (;;) for (const x of [1]) { while (x) {} }',
  ])('is ended: %s', (body) => expect(turns(body)).toBe(6));

  it.each([
    ['for (let i = 0; i < 3; i += 1) {}', 4],
    ['let i = 0; while (i < 2) i += 1;', 3],
    ['for (const x of [1, 2]) { if (x > 5) throw x; }', 0],
    ['const o = { while: (x) => x, for: (x) => x }; o.while(1); o.for(2);', 0],
  ])('does what it did: %s', (body, count) => expect(turns(body)).toBe(count));
});
