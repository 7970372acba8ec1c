import { expect, it } from 'vitest';
import { dueFirst } from '../../../src/engine/queue/due.ts';

it('what is due first goes first, what has no date at the end, all within what brokers take', () => {
  const dates = ['1970-01-01', '2026-12-01T18:00', '2026-12-01T18:10', '2040-01-01', '9999-01-01'];
  const order = [...dates.map((date) => dueFirst(new Date(date))), dueFirst(undefined)];
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
  expect(order[0]).toBe(1);
  expect(order.at(-1)).toBe(2 ** 21 - 1);
});
