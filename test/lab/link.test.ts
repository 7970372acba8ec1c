import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entrantsOf, linkHash, readLink, type LabState } from '../../src/lab/link.ts';

const state: LabState = {
  v: 1,
  view: 'map',
  experiment: { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 10 },
  update: 3,
  entrants: [{ name: 'adam', learningRate: 0.1 }],
};
const linked = (change: object) => linkHash({ ...state, ...change });

describe('a link', () => {
  it('comes back byte by byte, whatever words it carries', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (note, update) => {
        const hash = linked({ update, task: { note } });
        expect(linkHash(readLink(`file:///a%20b/lab.html${hash}`))).toBe(hash);
        expect(readLink(hash)).toEqual({ ...state, update, task: { note } });
        expect(hash).toMatch(/^#[\w%.~-]+$/);
      }),
    );
  });

  it('names everyone who walks', () => {
    expect(entrantsOf(state).map(({ name }) => name)).toEqual(['sgd', 'adam']);
  });

  it.each([
    ['lab.html', 'link: there is no state behind its #'],
    ['lab.html#', 'link: there is no state behind its #'],
    ['#%7B%22v%22', 'link: what stands behind its # is not whole; copy it again, to its end'],
    ['#%', 'link: what stands behind its # is not whole; copy it again, to its end'],
    ['#7', 'link: options must be an object such as { v: ... }, got 7'],
    [linked({ v: 2 }), 'link: v must be 1, got 2'],
    [linked({ veiw: 'map' }), 'link: unknown option "veiw"; did you mean "view"?'],
    [linked({ update: -1 }), 'link: update must be a whole number of at least 0, got -1'],
    [
      linked({ entrants: 'abcdefgh'.split('').map((name) => ({ name })) }),
      'a list of at most 7 optimizers',
    ],
    [
      linked({ noise: { single: 1, batch: 0.5, average: 0.9 } }),
      'link: noise: batch must be a whole number of at least 1, got 0.5',
    ],
    [linked({ noise: { single: 1, batch: 2 } }), 'link: noise: average is missing'],
    [linked({ noise: 3 }), 'link: noise: options must be an object such as { single: ... }, got 3'],
    [linked({ experiment: { ...state.experiment, updates: 0 } }), 'experiment: updates must be'],
  ])('is refused where it is wrong: %s', (link, message) => {
    expect(() => readLink(link)).toThrow(message);
  });
});
