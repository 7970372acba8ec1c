import { describe } from 'vitest';
import { ruleMembers } from '../../src/verify/index.ts';
import { testBank, testRight } from '../verify/bank.ts';

describe.each(ruleMembers)('$name', (member) => {
  testRight(member, [1, 2, 3, 4, 5]);
  for (const seed of [1, 2]) testBank(member, seed);
});
