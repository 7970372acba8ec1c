import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import type { FunctionMember } from '../../src/verify/function-member.ts';
import { functionPeers } from '../../src/verify/function-peer.ts';
import { functionMembers } from '../../src/verify/members/index.ts';

await useBackend('cpu');

const byName = functionMembers.map((member) => [member.name, member] as const);
const validated = (member: FunctionMember) =>
  Promise.all(functionPeers(member).map((validate) => validate()));

describe.each(byName)('our %s', (name, member) => {
  it('agrees with its peers on tensors', async () => {
    for (const one of await validated(member)) {
      expect(one).toMatchObject({ member: name, agrees: true });
      expect(one.updates).toBeGreaterThan(0);
      expect(one.maxError).toBeLessThanOrEqual(one.allowed);
    }
  });
});

it.each([
  ['l1', ['tf.regularizers.l1', 'textbook']],
  ['l2', ['tf.regularizers.l2', 'textbook']],
  ['elasticNet', ['tf.regularizers.l1l2', 'textbook']],
  ['softmaxGradient', ['tf.losses.softmaxCrossEntropy', 'textbook']],
  ['cosine', ['textbook']],
])('%s has the peers %j', async (name, peers) => {
  const member = functionMembers.find((one) => one.name === name) as FunctionMember;
  expect((await validated(member)).map(({ peer }) => peer)).toEqual(peers);
});

it('differs where the textbook is another', async () => {
  const [l1, l2] = ['l1', 'l2'].map((name) => functionMembers.find((one) => one.name === name));
  const wrong: FunctionMember = {
    ...(l1 as FunctionMember),
    textbook: (probe) => (l2 as FunctionMember).textbook(probe),
  };
  const [, textbook] = await validated(wrong);
  expect(textbook?.agrees).toBe(false);
});
