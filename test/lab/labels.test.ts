import { expect, it } from 'vitest';
import { labelsOf } from '../../src/lab/labels.ts';

it('calls a rule by its name, and by its rate or number where it comes twice', () => {
  const sgd = { name: 'sgd', learningRate: 0.1 };
  expect(labelsOf([sgd, { name: 'tf:sgd' }, { name: 'mine' }])).toEqual([
    'SGD',
    'SGD (tfjs)',
    'mine',
  ]);
  expect(labelsOf([sgd, { ...sgd, learningRate: 0.02 }, { name: 'adam' }])).toEqual([
    'SGD (0.1)',
    'SGD (0.02)',
    'Adam',
  ]);
  const cosine = { schedule: 'cosine', peak: 0.1, updates: 10, floor: 0 };
  expect(labelsOf([sgd, { ...sgd, learningRate: cosine }])).toEqual(['SGD (0.1)', 'SGD (cosine)']);
  expect(labelsOf([sgd, { ...sgd }])).toEqual(['SGD (no. 1)', 'SGD (no. 2)']);
});
