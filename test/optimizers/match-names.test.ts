import { describe, expect, it } from 'vitest';
import { matchLater, matchNames, type Named } from '../../src/optimizers/match-names.ts';

/** `name` or `name:length`; all of one length unless said otherwise. */
const named = (list: string) =>
  list.split(' ').map((one) => {
    const [name, length = '2'] = one.split(':') as [string, string?];
    return { name, shape: [Number(length)] };
  });
type Match = (
  saved: readonly Named[],
  live: readonly Named[],
) => ReadonlyMap<Named, Named> | undefined;
const byName: Match = (saved, live) => matchNames(saved, live, () => undefined);
const matched = (match: Match, saved: string, live: string) => {
  const pairs = match(named(saved), named(live));
  return pairs && new Set([...pairs].map(([one, old]) => `${old.name}>${one.name}`));
};

describe('saved state meets its variables', () => {
  it.each([
    ['of the same names', 'a b', 'a b', 'a>a b>b'],
    ['in another order', 'a b', 'b a', 'b>b a>a'],
    ['a part of them', 'a b c', 'b', 'b>b'],
    ['and new ones', 'a', 'a b', 'a>a'],
    ['of a model loaded beside', 'a/k b/k', 'a/k_1 b/k_1', 'a/k>a/k_1 b/k>b/k_1'],
    ['of that model, listed the other way', 'a/k b/k', 'b/k_1 a/k_1', 'b/k>b/k_1 a/k>a/k_1'],
    ['of that model, partly frozen', 'a/k b/k', 'b/k_1', 'b/k>b/k_1'],
    ['of that model, some names still free', 'a/k b/k', 'a/k_1 b/k', 'a/k>a/k_1 b/k>b/k'],
    ['back under the plain names', 'a/k_2 b/k_2', 'b/k a/k', 'b/k_2>b/k a/k_2>a/k'],
    ['two of one name in a layer', 'a/k a/k_1', 'a/k_3 a/k_2', 'a/k_1>a/k_3 a/k>a/k_2'],
    ['two of one name, one of them taken', 'a/k a/k_1', 'a/k_1 a/k_2', 'a/k>a/k_1 a/k_1>a/k_2'],
    ['of a model built anew', 'd1/k d2/k', 'd4/k d3/k', 'd2/k>d4/k d1/k>d3/k'],
    ['of layers counted past nine', 'd9/k d10/k', 'd12/k d11/k', 'd10/k>d12/k d9/k>d11/k'],
    ['of one layer more before it', 'd1/k d2/k', 'd2/k d3/k', 'd1/k>d2/k d2/k>d3/k'],
    ['without names', '0 1', '8 9', '0>8 1>9'],
    ['without names, one more before', '0 1', '1 2', '0>1 1>2'],
    ['of strange names, by shape', 'a:1 b:2', 'q:2 p:1', 'b>q a>p'],
  ])('%s: %s to %s', (_, saved, live, pairs) => {
    expect(matched(byName, saved, live)).toEqual(new Set(pairs.split(' ').filter(Boolean)));
  });

  it.each([
    ['two shapes are the same and no name', 'a b', 'p q'],
    ['shapes are the same and names are not', 'a b:3', 'p q:4'],
    ['a name has another shape', 'a b', 'a:3 b'],
    ['a part of those without names', '0 1', '7'],
    ['a part of two that only a number tells apart', 'a/k a/k_1', 'a/k_3'],
    ['one is gone and a new one is there', 'a/k b/k', 'a/k c/k'],
    ['a number of the user is another one', 'n/w_1 n/w_2 n/w_3', 'n/w_1 n/w_2 n/w_5'],
    ['lay_1 is not lay_10', 'lay_1/k out/k', 'lay_10/k'],
  ])('never by guessing: %s: %s to %s', (_, saved, live) => {
    expect(matched(byName, saved, live)).toBeUndefined();
  });

  it.each([
    ['when a layer is thawed', 'a/k', 'a/k_1 b/k_1', 'a/k>a/k_1'],
    ['when its own name comes up', 'a/k b/k', 'b/k', 'b/k>b/k'],
    ['and a new one meets none', 'a/k', 'c/k', ''],
  ])('later, %s: %s to %s', (_, saved, live, pairs) => {
    expect(matched(matchLater, saved, live)).toEqual(new Set(pairs.split(' ').filter(Boolean)));
  });
});

describe('a variable that is not listed, because its layer is frozen', () => {
  it.each([
    ['has its own name', 'a/k b/k', 'a/k', 'a/k>a/k b/k>b/k'],
    ['goes by the suffix of the others', 'a/k b/k', 'a/k_1', 'a/k>a/k_1 b/k>b/k_1'],
    ['goes without it', 'a/k_1 b/k_1', 'a/k', 'a/k_1>a/k b/k_1>b/k'],
    ['waits where the others have two', 'a/k b/k c/k', 'a/k_1 b/k_2', 'a/k>a/k_1 b/k>b/k_2'],
    ['waits where it has another shape', 'a/k b/k:3', 'a/k', 'a/k>a/k'],
    ['leaves its place to a new one', 'a/k b/k', 'a/k_1 c/k_1', 'a/k>a/k_1 b/k>b/k_1'],
  ])('%s: %s to %s', (_, saved, live, pairs) => {
    const known = ['a/k', 'b/k', 'c/k', 'a/k_1', 'b/k_1', 'c/k_1', 'b/k_2', 'c/k_2'];
    const all = new Map(known.map((name) => [name, { name, shape: [2] }]));
    const match: Match = (old, now) => matchNames(old, now, (name) => all.get(name));
    expect(matched(match, saved, live)).toEqual(new Set(pairs.split(' ')));
  });
});
