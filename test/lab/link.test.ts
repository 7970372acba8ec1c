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
        const task = { goal: 1e-3, within: 60, says: note };
        const hash = linked({ update, task });
        expect(linkHash(readLink(`file:///a%20b/lab.html${hash}`))).toBe(hash);
        expect(readLink(hash)).toEqual({ ...state, update, task });
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
    [linked({ lock: 'rates' }), 'link: lock must be a list of names, got "rates"'],
    [
      linked({ lock: ['rates', 'rulse'] }),
      'link: lock: nothing called "rulse" can be hidden; did you mean "rules"?',
    ],
    [linked({ task: { goal: 1e-3 } }), 'task: within is missing'],
    [linked({ task: { goal: 0, within: 60 } }), 'task: goal must be greater than 0, got 0'],
    [linked({ task: { goal: 1, within: 1.5 } }), 'task: within must be a whole number'],
    [linked({ task: { goal: 1, within: 9, who: 'some' } }), 'task: who must be'],
    [linked({ task: { goal: 1, within: 9, oneRate: 1 } }), 'task: oneRate must be'],
    [linked({ task: { goal: 1, within: 9, rules: 'sgd' } }), 'task: rules must be a list of rules'],
    [linked({ task: { goal: 1, within: 9, says: 7 } }), 'task: says must be a text'],
    [
      linked({ task: { goal: 1, witihn: 9 } }),
      'task: unknown option "witihn"; did you mean "within"?',
    ],
    [linked({ experiment: { ...state.experiment, updates: 0 } }), 'experiment: updates must be'],
  ])('is refused where it is wrong: %s', (link, message) => {
    expect(() => readLink(link)).toThrow(message);
  });
});
