import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rules/index.ts';
import { examineRule } from '../../src/verify/examine-rule.ts';
import { mutantsOf, type OwnedMutant } from '../../src/verify/member.ts';
import { mutatedRule } from '../../src/verify/mutated.ts';
import { memberOf } from '../support/members.ts';

const adam = memberOf('adam');
const examined = (update: unknown) => examineRule(adam, { ...adam.rule, update } as Rule);

describe('a rule that is examined without tensors', () => {
  it.each(['sgd', 'momentum', 'adam', 'adamw'])('passes where it is right: %s', (name) => {
    const member = memberOf(name);
    const { verdict, probes, diagnosis, moves } = examineRule(member, member.rule);
    expect({ verdict, diagnosis, moves }).toEqual({
      verdict: 'passed',
      diagnosis: [],
      moves: true,
    });
    expect(probes.map(({ id }) => id)).toContain('missing');
    // Nobody looked.
    expect(probes.map(({ id }) => id)).not.toContain('no-leak');
  });

  it('is told its mistake', () => {
    const [owned] = mutantsOf(adam) as [OwnedMutant];
    const { verdict, diagnosis } = examineRule(adam, mutatedRule(adam, [owned]) as Rule);
    expect(verdict).toBe('failed');
    expect(diagnosis[0]).toMatchObject({ id: owned.mutant.id, match: 'exact' });
  });

  it.each([
    [() => 5, 'Adam: update must return an object { w, m, v }, got 5'],
    [({ w }: { w: unknown }) => ({ w }), 'every slot as a tensor, got undefined for "m"'],
    [({ w }: { w: { sub: (by: unknown) => unknown } }) => w.sub(undefined), 'sub: takes a tensor'],
    [
      ({ w }: { w: { sum: () => unknown } }) => ({ w: w.sum(), m: w, v: w }),
      'of shape [3], got []',
    ],
  ])('is told what it does that no rule can: %s', (update, says) => {
    const { verdict, probes, stack } = examined(update);
    expect(verdict).toBe('failed');
    expect(probes[0]?.note).toContain('it threw in update 1: UsageError: ');
    expect(probes[0]?.note).toContain(says);
    expect(stack).toContain(says);
  });

  it('is told in which update it threw', () => {
    const { probes } = examined((step: { t: number }, slots: object) => {
      if (step.t === 7) throw new RangeError('seven');
      return { ...slots, w: (step as unknown as { w: object }).w };
    });
    const notes = Object.fromEntries(probes.map(({ id, note }) => [id, note]));
    expect(notes['cold-run']).toBe('it threw in update 7: RangeError: seven');
    expect(notes['cold-step']).toBeUndefined();
  });
});
