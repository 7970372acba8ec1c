import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, niceStep, type Tick } from '../../src/figures/ticks.ts';

const texts = (ticks: Tick[]) => ticks.map(({ text }) => text).filter((text) => text !== '');

describe('niceStep', () => {
  it('is 1, 2, 2.5 or 5 times a power of ten', () => {
    expect([0.9, 1.1, 2.2, 2.6, 6, 0.03].map(niceStep)).toEqual([1, 2, 2.5, 5, 10, 0.05]);
  });
});

describe('linearTicks', () => {
  it('stands on round numbers within the range', () => {
    expect(texts(linearTicks(0, 300, 6))).toEqual(['0', '50', '100', '150', '200', '250', '300']);
    expect(texts(linearTicks(0.22, 0.35, 4))).toEqual(['0.25', '0.30', '0.35']);
    expect(texts(linearTicks(-1, 1, 4))).toEqual(['−1.0', '−0.5', '0', '0.5', '1.0']);
  });

  it('is not finer than asked for', () => {
    expect(texts(linearTicks(0, 3, 8, 1))).toEqual(['0', '1', '2', '3']);
  });

  it('has exact values, without the dust of binary fractions', () => {
    expect(linearTicks(0, 0.5, 5).map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });
});

describe('logTicks', () => {
  it('names powers of ten and draws faint lines between', () => {
    const ticks = logTicks(1e-3, 2e2, 12);
    expect(texts(ticks)).toEqual(['0.001', '0.01', '0.1', '1', '10', '100']);
    expect(ticks).toContainEqual({ value: 2e-3, text: '' });
  });

  it('writes powers where plain numbers would be long', () => {
    expect(texts(logTicks(1e-9, 1e2, 12))).toContain('10⁻⁹');
  });

  it('leaves out every other name on twelve decades in a low plot', () => {
    expect(texts(logTicks(1e-10, 1e2, 8))).toEqual([
      '10⁻¹⁰',
      '10⁻⁸',
      '10⁻⁶',
      '10⁻⁴',
      '10⁻²',
      '10⁰',
      '10²',
    ]);
  });

  it('names more than powers on a short axis', () => {
    expect(texts(logTicks(0.2, 6, 12))).toEqual(['0.2', '0.3', '0.5', '1', '2', '3', '5']);
    expect(texts(logTicks(0.2, 6, 4))).toEqual(['0.3', '1', '3']);
    expect(texts(logTicks(1e-4, 3e-2, 4))).toEqual(['0.0001', '0.001', '0.01']);
    expect(texts(logTicks(2, 3.4, 12))).toEqual(['2.00', '2.25', '2.50', '2.75', '3.00', '3.25']);
  });
});
