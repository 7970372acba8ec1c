import { expect, it } from 'vitest';
import { described } from '../../src/figures/described.ts';
import { dots } from '../../src/figures/dots.ts';
import { words } from './record.ts';

const drawing = (values: number[]) =>
  dots({ x: { label: 'x', scale: 'linear' }, rows: [{ style: 'sgd', values }] });

it('a drawing gets its words, with its own protocol after theirs', () => {
  expect(described(drawing([1, 2]), words)).toMatchObject({
    title: 'a finding',
    subtitle: 'a protocol · dot: median of 2 seeds, bar: smallest to largest',
    alt: 'a picture',
    kind: 'dots',
  });
  expect(described(drawing([1]), words).subtitle).toBe('a protocol');
});

it.each(['title', 'subtitle', 'alt'])('a drawing without %s is refused', (name) => {
  expect(() => described(drawing([1]), { ...words, [name]: ' ' })).toThrow(
    `dots: ${name} must say something, got " "`,
  );
});
