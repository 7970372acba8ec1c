import { describe, expect, it } from 'vitest';
import { textWidth, wrapped } from '../../src/render/fonts.ts';

const font = { size: 14 };

describe('wrapped', () => {
  it('keeps a short text in one line', () => {
    expect(wrapped('a short text', font, 300)).toEqual(['a short text']);
  });

  it('breaks between words, and no line is wider than asked for', () => {
    const text = 'Cosine decay ends lower than a constant rate with the same budget';
    const lines = wrapped(text, font, 150);
    expect(lines.join(' ')).toBe(text);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(150);
  });

  it('breaks inside a word that is too long alone', () => {
    const lines = wrapped('unbreakable'.repeat(5), font, 100);
    expect(lines.join('')).toBe('unbreakable'.repeat(5));
    for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(100);
  });
});

describe('textWidth', () => {
  it('measures with the font of the package, bold wider than regular', () => {
    // DejaVu Sans has an advance of 1251 of 2048 units for a small "a".
    expect(textWidth('a', { size: 2048 })).toBeCloseTo(1255, -1);
    expect(textWidth('label', { size: 14, bold: true })).toBeGreaterThan(textWidth('label', font));
  });

  it('has a shape of its own for every sign that figures use', () => {
    const missing = textWidth('\u{10FFFE}', { size: 100 });
    for (const sign of 'κλη⁻⁰¹²³⁴⁵⁶⁷⁸⁹₁₂×·−√∇★○') {
      expect(`${sign} ${textWidth(sign, { size: 100 })}`).not.toBe(`${sign} ${missing}`);
    }
  });
});
