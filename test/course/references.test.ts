import { expect, it } from 'vitest';
import { references } from '../../src/course/references.ts';
import { packageFile } from '../../src/course/package-file.ts';

it('finds where a rule comes from, over several lines, with arXiv numbers as links', () => {
  const source = [
    '/**',
    ' * A rule.',
    ' * @see Daubechies 2004 (arXiv math/0307152); Beck 2009, "A fast',
    ' * algorithm"',
    ' * @throws never',
    ' */',
    'const email = "a @see b";',
  ].join('\n');
  expect(references(source)).toEqual([
    'Daubechies 2004 ([arXiv math/0307152](https://arxiv.org/abs/math/0307152)); Beck 2009, "A fast algorithm"',
  ]);
});

it.each([
  ['src/rules/adamw.ts', /^Loshchilov & Hutter 2019 \(\[arXiv 1711\.05101\]/],
  ['src/rules/sgd.ts', /^Robbins & Monro 1951, "A stochastic approximation method"$/],
])('finds the one of %s', async (file, said) => {
  expect(references(await packageFile(file))).toEqual([expect.stringMatching(said)]);
});
