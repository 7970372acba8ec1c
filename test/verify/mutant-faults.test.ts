import { expect, it } from 'vitest';
import { mutantFaults } from '../../src/verify/mutant-faults.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import type { FunctionMember } from '../../src/verify/function-member.ts';
import { memberOf } from '../support/members.ts';

it.each(['momentum', 'cosine', 'groupLasso', 'numericGradient'])(
  'finds nothing to complain of in the bank of %s',
  (name) => {
    expect(mutantFaults(memberNamed(name))).toEqual([]);
  },
);

it('says which mutant is not caught, and which is called something else', () => {
  const { mutants, ...sgd } = memberOf('sgd');
  const [first] = mutants;
  if (first === undefined) throw new Error('sgd has mutants');
  // Without a compiled form a mutant changes nothing.
  const harmless = { ...first, id: 'harmless' };
  const notCaught = ['the mutant harmless is not caught'];
  expect(mutantFaults({ ...sgd, name: 'sgd', mutants: [harmless] })).toEqual(notCaught);
  const l2 = memberNamed('l2') as FunctionMember;
  expect(mutantFaults({ ...l2, mutants: [harmless] })).toEqual(notCaught);
});
