import { describe, expect, it } from 'vitest';
import { pageColors } from '../../src/render/page-colors.ts';
import { pageStyle } from '../../src/render/page-style.ts';

/** @see WCAG 2.2, "relative luminance" and "contrast ratio" */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(pageColors))('the colours of a %s page', (_, colors) => {
  const { paper, tint, line: _line, ...texts } = colors;
  it.each(Object.entries(texts))('let %s be read on paper and tint', (_, text) => {
    expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, tint)).toBeGreaterThanOrEqual(4.5);
  });
});

it('the contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});

it('every colour of a page comes from its colours', () => {
  const written = new Set(pageStyle.match(/#[0-9a-f]{3,8}\b/g));
  const named = new Set([...Object.values(pageColors).flatMap(Object.values), '#fff', '#000']);
  expect([...written].filter((color) => !named.has(color))).toEqual([]);
  const used = new Set([...pageStyle.matchAll(/var\(--(\w[\w-]*)/g)].map(([, name]) => name));
  const known = new Set([...pageStyle.matchAll(/--(\w[\w-]*):/g)].map(([, name]) => name));
  expect([...used].filter((name) => !known.has(name))).toEqual([]);
});
