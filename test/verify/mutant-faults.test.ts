import { expect, it, vi } from 'vitest';
import { mutantFaults } from '../../src/verify/mutant-faults.ts';
import { mutants } from '../../src/verify/mutants/index.ts';

it('finds nothing to complain of in the bank of a rule', () => {
  expect(mutantFaults('momentum')).toEqual([]);
});

it('says which mutant is not caught, is called something else, or no longer applies', async () => {
  const one = mutants.find(({ sources }) => sources.includes('optimizers/sgd'));
  const bank = [
    { ...one, id: 'harmless', edits: [['w.sub(g.mul(lr))', 'w.sub(g.mul(lr * 1))']] },
    { ...one, id: 'outdated', edits: [['no such line', '']] },
  ];
  vi.resetModules();
  vi.doMock('../../src/verify/mutants/index.ts', () => ({ mutants: bank.slice(0, 1) }));
  const first = await import('../../src/verify/mutant-faults.ts');
  expect(first.mutantFaults('sgd')).toEqual(['the mutant harmless is not caught']);
  vi.resetModules();
  vi.doMock('../../src/verify/mutants/index.ts', () => ({ mutants: bank.slice(1) }));
  const second = await import('../../src/verify/mutant-faults.ts');
  expect(second.mutantFaults('sgd').join()).toMatch(/outdated.*applies 0 times: no such line/);
  vi.doUnmock('../../src/verify/mutants/index.ts');
});
