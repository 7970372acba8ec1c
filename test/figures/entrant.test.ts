import { expect, it } from 'vitest';
import { listed, ramped } from '../../src/figures/entrant.ts';
import { record } from './record.ts';

const [a, b] = [record({ loss: [[1]] }), record({ loss: [[2]] })];

it('entrants are a list, or stand under their labels with a style where they want one', () => {
  expect(listed({ first: a, second: { run: b, style: 'adam' } })).toEqual([
    { label: 'first', run: a },
    { label: 'second', run: b, style: 'adam' },
  ]);
  expect(listed([{ run: a }])).toEqual([{ run: a }]);
});

it('runs that differ in one setting go from light to dark in their order', () => {
  expect(ramped({ low: a, high: b }, { low: 'Low', high: 'High' })).toEqual([
    { run: a, label: 'Low', style: 'ramp:0/2' },
    { run: b, label: 'High', style: 'ramp:1/2' },
  ]);
  expect(ramped({ low: a }, ({ spec }) => spec.optimizer.name)[0]?.label).toBe('sgd');
});
