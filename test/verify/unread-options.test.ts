import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../src/verify/member.ts';
import { functionExam } from '../../src/verify/function-exam.ts';
import type { FunctionMember } from '../../src/verify/function-member.ts';
import { functionMembers, ruleMembers } from '../../src/verify/members/index.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { FunctionProbe } from '../../src/verify/probe.ts';
import { memberOf } from '../support/members.ts';
import {
  always,
  failsAtSomethingElse,
  judged,
  optionsOfRules as rows,
  type Options,
} from './fixed-options.ts';

describe('an option that is never read', () => {
  it.each(rows)('costs %s nothing where %s is always its default', (rule, name) => {
    const member = memberOf(rule);
    const standard = member.rule.defaults[name] as number;
    const { verdict, probes, advice } = judged(member, { options: always({ [name]: standard }) });
    expect([verdict, ...probes.filter(({ passed }) => !passed)]).toEqual(['passed']);
    expect(advice).toEqual([`${name} is never read: it is always ${standard}, its default.`]);
  });

  it.each(
    rows.flatMap(([rule, name]) =>
      memberOf(rule)
        .libraryDefaults.filter(({ option, off }) => option === name && !off)
        .map(({ value, library }) => [rule, name, value, library] as const),
    ),
  )('is a convention where %s has %s = %d always, as %s', (rule, name, value, library) => {
    const found = judged(memberOf(rule), { options: always({ [name]: value }) });
    expect(found.verdict).toBe('convention');
    expect(found.diagnosis.map((one) => one.library)).toContain(library);
  });

  it.each(
    ruleMembers.flatMap(({ name, libraryDefaults }) =>
      libraryDefaults.filter(({ off }) => off).map(({ option }) => [name, option] as const),
    ),
  )('fails %s where nothing is made of %s, although a library turns it off', (rule, name) => {
    const { verdict, diagnosis } = judged(memberOf(rule), { options: always({ [name]: 0 }) });
    expect(verdict).toBe('failed');
    expect(diagnosis.map(({ library }) => library)).not.toContain(expect.any(String));
  });

  // The others are searched for in test/slow/unread-options.test.ts.
  it.each(rows.filter(([rule]) => rule === 'adam'))(
    'fails %s where %s is always something else',
    failsAtSomethingElse,
  );

  it.each(ruleMembers.map(({ name }) => name))('costs %s nothing where it is every one', (rule) => {
    const options = ({ learningRate }: Options) => ({ learningRate: learningRate as number });
    expect(judged(memberOf(rule), { options }).verdict).toBe('passed');
  });

  it('may come with a convention', () => {
    const found = judged(
      memberOf('adam'),
      { options: always({ beta1: 0.9, epsilon: 1e-7 }) },
      mutantsOf(memberOf('adam')).filter(({ mutant }) => mutant.id === 'epsilon-hat'),
    );
    expect(found.verdict).toBe('convention');
    expect(found.diagnosis[0]?.library).toMatch(/Keras/);
  });

  it('does not hide a mistake', () => {
    const { verdict, diagnosis } = judged(
      memberOf('adam'),
      { options: always({ epsilon: 1e-8 }) },
      mutantsOf(memberOf('adam')).filter(({ mutant }) => mutant.id === 'm-not-kept'),
    );
    expect(verdict).toBe('failed');
    expect(diagnosis[0]).toMatchObject({ id: 'm-not-kept', match: 'exact' });
  });
});

describe('an option of a schedule or a penalty that is never read', () => {
  const optional = functionMembers.flatMap((member) =>
    Object.entries(member.optional).map(([name, value]) => ({ member, name, value })),
  );
  const judgedWithout = (member: FunctionMember, names: readonly string[]) => {
    const exam = functionExam(member, 1);
    return exam.judge(
      exam.probes.map((probe) => {
        const rows = member.textbook(probe as FunctionProbe, names);
        return { id: probe.id, path: pathFrom(rows), facts: {} };
      }),
    );
  };

  it.each(optional)('costs $member.name nothing where $name is always $value', (row) => {
    const { verdict, advice } = judgedWithout(row.member, [row.name]);
    expect(verdict).toBe('passed');
    expect(advice).toEqual([`${row.name} is never read: it is always ${row.value}, its default.`]);
  });
});

it.each(ruleMembers.map(({ name }) => name))('every option of %s shows when it is read', (rule) => {
  expect(judged(memberOf(rule), {}).advice).toEqual([]);
});

describe('a convention and a library default', () => {
  const pairs = ruleMembers.flatMap((member) =>
    mutantsOf(member)
      .filter(({ mutant }) => mutant.library !== undefined)
      .flatMap((owned) =>
        member.libraryDefaults.map(
          ({ option, value }) => [member.name, owned.mutant.id, option, value] as const,
        ),
      ),
  );
  it.each(pairs)('of %s go together: %s, and %s = %d', (rule, id, option, value) => {
    const options = (given: Options) => (option in given ? given : { ...given, [option]: value });
    const member = memberOf(rule);
    const faults = mutantsOf(member).filter(({ mutant }) => mutant.id === id);
    expect(judged(member, { options }, faults).verdict).toBe('convention');
  });
});
