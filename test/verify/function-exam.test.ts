import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { functionExam } from '../../src/verify/function-exam.ts';
import type { FunctionSubject } from '../../src/verify/function-subject.ts';
import { members } from '../../src/verify/member-names.ts';
import { gradientSubject } from '../../src/verify/gradient-subject.ts';
import { regularizerSubject } from '../../src/verify/regularizer-subject.ts';
import { scheduleSubject } from '../../src/verify/schedule-subject.ts';
import { useBackend } from '../../src/backend/index.ts';
import { numericGradient } from '../../src/gradients/index.ts';
import { regularizer } from '../../src/regularizers/index.ts';
import { observe } from '../../src/verify/observe.ts';
import type { Kind, Observation } from '../../src/verify/probe.ts';

await useBackend('cpu');

const of = (kind: Kind) => [...members].filter(([, one]) => one === kind).map(([name]) => name);
const subjects: [string, string, FunctionSubject][] = [
  ...of('schedule').map((name) => ['schedule', name, scheduleSubject(name, 1)] as const),
  ...of('regularizer').map((name) => ['regularizer', name, regularizerSubject(name, 1)] as const),
  ...of('gradient').map((name) => ['gradient', name, gradientSubject(name, 1)] as const),
].map(([kind, name, subject]) => [kind, name, subject]);

async function examined(kind: Exclude<Kind, 'optimizer'>, name: string, exported: unknown) {
  const exam = functionExam(kind, name, 1);
  const seen: Observation[] = [];
  for await (const one of observe(exported, 'function', exam.probes)) seen.push(one);
  return exam.judge(seen);
}

describe.each(subjects)('the exam of the %s %s', (kind, name, subject) => {
  const exam = functionExam(kind as 'schedule', name, 1);
  const seenBy = (rows: FunctionSubject['rows']): Observation[] =>
    exam.probes.map((probe) => ({ id: probe.id, path: [rows(probe as never)], facts: {} }));

  it('passes the right values', () => {
    const { verdict, diagnosis } = exam.judge(seenBy(subject.rows));
    expect([verdict, diagnosis]).toEqual(['passed', []]);
  });

  const wrong = subject.twists.filter(({ rows }) => exam.judge(seenBy(rows)).verdict !== 'passed');
  it('knows ways to miss it', () => expect(wrong.length).toBeGreaterThan(1));

  it.each(wrong.map((twist) => [twist.fault, twist] as const))('says that %s', (fault, twist) => {
    const { verdict, diagnosis } = exam.judge(seenBy(twist.rows));
    const others = diagnosis.filter((one) => one.fault !== fault);
    expect(diagnosis.map((one) => one.fault)).toContain(fault);
    // Whatever else is named gives the same numbers everywhere.
    for (const other of others) {
      const rows = subject.twists.find(({ id }) => id === other.id)
        ?.rows as FunctionSubject['rows'];
      expect(exam.judge(seenBy(rows)).diagnosis).toEqual(diagnosis);
    }
    const conventional = diagnosis.every(({ library }) => library !== undefined);
    expect(verdict).toBe(conventional ? 'convention' : 'failed');
  });
});

describe('what the library itself has', () => {
  it.each(of('regularizer'))('passes as %s', async (name) => {
    const judged = await examined('regularizer', name, (options: object) =>
      regularizer({ name, ...options }),
    );
    expect(judged).toMatchObject({ verdict: 'passed' });
  });

  it('passes as numericGradient', async () => {
    expect(await examined('gradient', 'numericGradient', numericGradient)).toMatchObject({
      verdict: 'passed',
    });
  });

  it("passes in tfjs's form, as an object with apply", async () => {
    const l2 = ({ l2 }: { l2: number }) => tf.regularizers.l2({ l2 });
    expect(await examined('regularizer', 'l2', l2)).toMatchObject({ verdict: 'passed' });
  });
});

it('says what a schedule threw, and that a gradient function changes its input', async () => {
  const thrown = await examined('schedule', 'cosine', () => () => {
    throw new Error('no idea');
  });
  expect(thrown.verdict).toBe('failed');
  expect(thrown.probes[0]?.note).toBe('it threw: Error: no idea');
  expect(thrown.diagnosis).toMatchObject([{ id: 'throws', match: 'symptom' }]);
  const careless = await examined('gradient', 'numericGradient', (f: never, x: number[]) => {
    const slopes = numericGradient(f, [...x]);
    x[0] = 0;
    return slopes;
  });
  expect(careless.verdict).toBe('failed');
  expect(careless.diagnosis).toMatchObject([{ id: 'inputs-touched', match: 'symptom' }]);
});
