import { expect, it } from 'vitest';
import { mutantFaults } from '../../src/verify/mutant-faults.ts';
import { memberOf } from '../support/members.ts';

it('finds nothing to complain of in the bank of a rule', () => {
  expect(mutantFaults(memberOf('momentum'))).toEqual([]);
});

it('says which mutant is not caught, and which is called something else', () => {
  const { mutants, ...sgd } = memberOf('sgd');
  const [first] = mutants;
  if (first === undefined) throw new Error('sgd has mutants');
  // Without a compiled form a mutant changes nothing.
  const harmless = { ...first, id: 'harmless' };
  expect(mutantFaults({ ...sgd, name: 'sgd', mutants: [harmless] })).toEqual([
    'the mutant harmless is not caught',
  ]);
});
