import { expect, it } from 'vitest';
import { changed, changesBetween } from '../../src/verify/changes.ts';

const right = 'v = v.mul(b).add(g);\nreturn w.sub(v.mul(lr));';

it.each([
  right,
  'v = g;\nreturn w.sub(v.mul(lr));',
  'const old = v;\nv = v.mul(b).add(g.mul(lr));\nreturn w.sub(old);',
  '',
])('gets from one text to another: %j', (wrong) => {
  expect(changed(right, changesBetween(right, wrong))).toBe(wrong);
  expect(changed(wrong, changesBetween(wrong, right))).toBe(right);
});

it('puts changes together that are apart, in either order', () => {
  const some = changesBetween(right, right.replace('add(g)', 'add(g.mul(lr))'));
  const others = changesBetween(right, right.replace('v.mul(lr)', 'v'));
  const both = 'v = v.mul(b).add(g.mul(lr));\nreturn w.sub(v);';
  expect(changed(right, [...some, ...others])).toBe(both);
  expect(changed(right, [...others, ...some])).toBe(both);
});

it('refuses changes that meet', () => {
  const some = changesBetween(right, right.replace('add(g)', 'add(w)'));
  const others = changesBetween(right, right.replace('add(g)', 'add(g.abs())'));
  expect(changed(right, [...some, ...changesBetween(right, right.replace('(g)', '(lr)'))])).toBe(
    undefined,
  );
  expect(changed(right, [...others, ...others])).toBe(undefined);
});
