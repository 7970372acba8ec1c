import { describe, expect, it } from 'vitest';
import { filled, keeps, quotes, readText, type Quote } from '../../src/course/quote.ts';

const read = (markdown: string) => readText({ markdown, file: 'lesson.md', line: 7 });
const measures = { noise: 9.8392, share: 0.906, none: 0, many: 12_345.6, theory: 10 };
const fill = (markdown: string) => filled(read(markdown), measures);
const bound = (written: string) => {
  const [quote] = quotes(read(`{${written}}`)) as [Quote];
  return quote.bound?.(measures);
};

describe('a text', () => {
  it.each([
    ['{noise} times', '9.84 times'],
    ['{noise, 2 digits} times', '9.8 times'],
    ['{noise, 1 digit} times', '10 times'],
    ['{share, in %} of them', '90.6 % of them'],
    ['{share, 2 digits, in %} of them', '91 % of them'],
    ['{many} and **{none}**', '12,346 and **0**'],
    ['it is {noise: 7 to 13} times', 'it is 9.84 times'],
    ['higher {see noise}: so', 'higher: so'],
    ['higher {see noise, share: above 1}', 'higher'],
  ])('%s says %s', (markdown, said) => {
    expect(fill(markdown)).toBe(said);
  });

  it.each([
    ['code', '`{ w: w.sub(...) }` and {none}', '`{ w: w.sub(...) }` and 0'],
    ['code that looks like a quote', '`{none}` is {none}', '`{none}` is 0'],
    ['a fence', '```ts\nconst { a } = b;\n```', '```ts\nconst { a } = b;\n```'],
    ['a formula', '$\\frac{a}{2 - a}$ is {none}', '$\\frac{a}{2 - a}$ is 0'],
    ['a formula of its own', '$$\nw_{t+1}\n$$', '$$\nw_{t+1}\n$$'],
    ['prices, which are no formula', '$5 and {none} $ more', '$5 and 0 $ more'],
    ['a list', '- `{a}` {none}\n- {share}', '- `{a}` 0\n- 0.906'],
  ])('leaves the braces of %s alone', (_, markdown, said) => {
    expect(fill(markdown)).toBe(said);
  });

  it.each(['{}', '{two words}', '{noise, 2}', '{noise, in %, in %}', '{{noise}}', '{see }'])(
    'refuses %s, and names file and line',
    (quote) => {
      expect(() => read(`one\n\n${quote}`)).toThrow(
        /^lesson\.md:9: a measure is quoted as \{name\}/,
      );
    },
  );
});

describe('a bound', () => {
  it.each([
    ['noise: above 2', { above: 2 }],
    ['noise: below -0.5', { below: -0.5 }],
    ['noise: below −0.5', { below: -0.5 }],
    ['noise: above 1,000', { above: 1000 }],
    ['share, in %: above 80 %', { above: 0.8 }],
    ['noise: 7 to 13', { above: 7, below: 13 }],
    ['noise: -0.1 to 1e-3', { above: -0.1, below: 0.001 }],
    ['noise: 10 ± 0.5', { above: 9.5, below: 10.5 }],
    ['noise: -10 ± 5 %', { above: -10.5, below: -9.5 }],
    ['noise: theory ± 5 %', { above: 9.5, below: 10.5 }],
    ['noise: below theory', { below: 10 }],
    ['noise: none to many', { above: 0, below: 12_345.6 }],
  ])('%s', (written, expected) => {
    expect(bound(written)).toEqual(expected);
  });

  it('may stand by measures, which count as named', () => {
    const [quote] = quotes(read('{noise: none to theory}')) as [Quote];
    expect(quote).toMatchObject({ measure: 'noise', names: ['noise', 'none', 'theory'] });
    expect(quotes(read('{noise}'))[0]?.bound).toBeUndefined();
  });

  it.each(['7', 'about 7', '7 to', '7 to 13 to 20', 'above', '1 ± x y', ''])(
    'is not written "%s"',
    (written) => {
      expect(() => read(`{noise: ${written}}`)).toThrow(/^lesson\.md:7: a (bound|measure) is/);
    },
  );

  it.each([
    [5, { above: 4 }, true],
    [5, { above: 5 }, false],
    [5, { below: 5 }, false],
    [5, { above: 4, below: 6 }, true],
    [7, { above: 4, below: 6 }, false],
    [NaN, { above: -1e300, below: 1e300 }, false],
    [NaN, { below: 0 }, false],
  ])('is kept by %d within %j: %s', (value, limits, kept) => {
    expect(keeps(value, limits)).toBe(kept);
  });
});
