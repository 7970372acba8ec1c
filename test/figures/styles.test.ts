import { describe, expect, it } from 'vitest';
import { ramp, styleKey, styleOf, styles } from '../../src/figures/styles.ts';
import { optimizers } from '../../src/optimizers/index.ts';
import { channels, luminance } from '../../src/figures/color.ts';
import { UsageError } from '../../src/shared/errors.ts';

describe('styles', () => {
  it('knows every optimizer of the library', () => {
    for (const name of Object.keys(optimizers)) {
      expect(() => styleOf(styleKey(name))).not.toThrow();
    }
  });

  it('gives the seven rules of the lecture seven colours, the first six of them by Okabe and Ito', () => {
    const lecture = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw'];
    const colors = lecture.map((name) => styleOf(name).color);
    expect(new Set(colors).size).toBe(7);
    expect(colors.slice(0, 4)).toEqual(['#0072b2', '#d55e00', '#009e73', '#cc79a7']);
  });

  it('sets AdamW apart from Adam and from L2 in Adam by colour, dash or marker and name', () => {
    const [adam, adamw, l2] = ['adam', 'adamw', 'adam+l2'].map(styleOf);
    expect(new Set([adam?.color, adamw?.color, l2?.color]).size).toBe(3);
    expect(new Set([adam?.marker, adamw?.marker, l2?.marker]).size).toBe(3);
    expect(new Set([adam?.label, adamw?.label, l2?.label]).size).toBe(3);
  });

  it('never gives two optimizers the same look', () => {
    const looks = Object.values(styles).map(({ color, dash, marker }) =>
      JSON.stringify([color, dash, marker]),
    );
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('writes colours as #rrggbb', () => {
    const names = [...Object.keys(styles), 'tf:adam', ...ramp(7)];
    for (const name of names) expect(styleOf(name).color).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('draws a built-in darker and dotted, to be seen on top of the rule that it equals', () => {
    const [ours, theirs] = [styleOf('adam'), styleOf('tf:adam')];
    expect(theirs.label).toBe('Adam (tfjs)');
    expect(theirs.color).not.toBe(ours.color);
    expect(theirs.dash).not.toEqual(ours.dash);
  });

  it('orders a ramp from light to dark', () => {
    const sums = ramp(6).map((name) => {
      const { color } = styleOf(name);
      const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
      return 0.2126 * (r as number) + 0.7152 * (g as number) + 0.0722 * (b as number);
    });
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(new Set(sums).size).toBe(6);
  });

  it('makes one of its own for a name without an entry, always the same', () => {
    expect(styleKey('adam')).toBe('adam');
    const names = ['adan', 'signsgd', 'sophia', 'prodigy', 'came', 'adopt', 'mars', 'soap'];
    const looks = names.map((name) => styleOf(styleKey(name)));
    expect(looks).toEqual(names.map((name) => styleOf(`own:${name}`)));
    expect(looks.map(({ label }) => label)).toEqual(names);
    expect(styleOf(styleKey('tf:adan')).label).toBe('adan (tfjs)');
    const taken = new Set(Object.values(styles).map(({ color }) => color));
    for (const { color } of looks) {
      expect(taken).not.toContain(color);
      // 3 to 1 on white, as WCAG asks of lines.
      expect(luminance(channels(color))).toBeLessThan(0.3);
      taken.add(color);
    }
  });

  it('names the nearest style for one that it does not know', () => {
    expect(() => styleOf('adma')).toThrow(
      new UsageError({ rule: 'unknown style "adma"', remedy: 'did you mean "adam"?' }),
    );
    expect(() => styleOf('tf:adma')).toThrow(/did you mean "adam"/);
    expect(() => styleOf('ramp:4/4')).toThrow(
      /^style: ramp:4\/4 must be below 4; the first is ramp:0\/4$/,
    );
  });
});
