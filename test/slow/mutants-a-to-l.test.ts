import { ruleMembers } from '../../src/verify/index.ts';
import { testMembers } from '../verify/bank.ts';

// The others are in mutants-m-to-z.test.ts, so that two workers share them.
testMembers(ruleMembers.filter(({ name }) => name < 'm'));
