import { describe } from 'vitest';
import { optimizers } from '../../src/optimizers/index.ts';
import { testBank, testRight } from '../verify/bank.ts';

describe.each(Object.keys(optimizers))('%s', (rule) => {
  testRight(rule, [1, 2, 3, 4, 5]);
  for (const seed of [1, 2]) testBank(rule, seed);
});
