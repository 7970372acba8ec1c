import { describe, expect, it } from 'vitest';
import { examFor } from '../../src/verify/exam-for.ts';
import { members } from '../../src/verify/members/index.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { FunctionInput } from '../../src/verify/probe.ts';
import { verdictOf, type Findings } from '../../src/verify/verdict-of.ts';
import type { Diagnosis, ProbeResult } from '../../src/verify/verdict.ts';

const probe = (id: string, more: Partial<ProbeResult> = {}): ProbeResult => ({
  id,
  about: 'what it looks at',
  passed: true,
  ...more,
});
const mistake = (more: Partial<Diagnosis> = {}): Diagnosis => ({
  id: 'one',
  fault: 'a mistake',
  match: 'exact',
  remedy: 'mend it',
  member: 'sgd',
  ...more,
});
const wrong = probe('b', { passed: false, expected: 1, got: 2 });
const judged = (more: Partial<Findings> = {}) =>
  verdictOf({
    member: 'sgd',
    results: [probe('a'), wrong],
    thrown: [],
    computed: true,
    explain: () => ({ diagnosis: [mistake()], first: 'w' }),
    beside: { probes: [], diagnosis: [] },
    advice: [],
    ...more,
  });

describe('a verdict', () => {
  it('is passed where every number is right, and looks for no mistake', () => {
    const explain = () => {
      throw new Error('asked');
    };
    const found = judged({ results: [probe('a')], explain, advice: ['do so'] });
    expect(found).toEqual({
      verdict: 'passed',
      probes: [probe('a')],
      diagnosis: [],
      advice: ['do so'],
    });
  });

  it('is failed where a mistake explains what is wrong, and says what goes wrong first', () => {
    expect(judged()).toMatchObject({
      verdict: 'failed',
      probes: [probe('a'), { ...wrong, first: 'w' }],
      diagnosis: [mistake()],
    });
  });

  it('is a convention where each exact explanation names a library', () => {
    const keras = mistake({ library: 'Keras' });
    const found = judged({ explain: () => ({ diagnosis: [keras] }) });
    expect(found.verdict).toBe('convention');
    expect(found.probes[1]).toEqual(probe('b', { note: 'as in Keras' }));
    const both = judged({ explain: () => ({ diagnosis: [keras, mistake()] }) });
    expect(both.verdict).toBe('failed');
    const near = { ...keras, match: 'close' as const };
    expect(judged({ explain: () => ({ diagnosis: [near] }) }).verdict).toBe('failed');
  });

  it('is failed where numbers are a convention, but something beside them is wrong', () => {
    const leak = probe('no-leak', { passed: false, note: 'a tensor is left behind' });
    const found = judged({
      explain: () => ({ diagnosis: [mistake({ library: 'Keras' })] }),
      beside: { probes: [leak], diagnosis: [mistake({ id: 'no-leak', match: 'symptom' })] },
    });
    expect(found.verdict).toBe('failed');
    expect(found.diagnosis.map(({ id }) => id)).toEqual(['one', 'no-leak']);
  });

  it('says where it throws, unless that is explained', () => {
    const near = mistake({ match: 'close' });
    const where = (thrown: string[], diagnosis: Diagnosis[]) =>
      judged({ thrown, explain: () => ({ diagnosis }) }).diagnosis.map(({ fault }) => fault);
    expect(where(['b'], [near])).toEqual(['a mistake', 'it throws in "b"']);
    expect(where(['a', 'b'], [near])).toEqual(['a mistake', 'it throws in every probe']);
    expect(where(['missing'], [])).toEqual(['it throws when a variable has no gradient']);
    expect(where(['b'], [mistake()])).toEqual(['a mistake']);
  });

  it('passes nothing where nothing was computed', () => {
    const found = judged({
      computed: false,
      beside: { probes: [probe('no-leak')], diagnosis: [] },
    });
    expect(found.probes.map(({ id, passed }) => [id, passed])).toEqual([
      ['a', false],
      ['b', false],
      ['no-leak', false],
    ]);
    expect(found.probes[0]?.note).toBe('nothing was computed');
    expect(found.probes[1]).not.toHaveProperty('note');
  });
});

describe('whoever computes nothing', () => {
  it.each([...members.values()])('passes no check of $name', (member) => {
    const exam = examFor(member, 1);
    const seen = exam.probes.map((probe) => {
      const zeros = ({ values, shape }: FunctionInput) =>
        Array<number>(1 + values.length * Number(shape !== undefined)).fill(0);
      const path =
        probe.kind === 'optimizer'
          ? [0, ...probe.stream.updates].map(() =>
              probe.stream.variables.flatMap(({ start }) => start),
            )
          : probe.inputs.map(zeros);
      return { id: probe.id, path: pathFrom(path), facts: {} };
    });
    const { verdict, probes } = exam.judge(seen);
    expect([verdict, ...probes.filter(({ passed }) => passed)]).toEqual(['failed']);
  });
});
