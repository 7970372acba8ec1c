import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { numericGradient } from '../../src/gradients/index.ts';
import { randomSearch, twoLoop } from '../../src/minimizers/index.ts';
import { regularizer } from '../../src/regularizers/index.ts';
import { cosine, inverseSqrt, linear, multiStep } from '../../src/schedules/index.ts';
import { escapeTime } from '../../src/theory/index.ts';
import { functionExam } from '../../src/verify/function-exam.ts';
import type { FunctionMember, Rows } from '../../src/verify/function-member.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import { functionMembers } from '../../src/verify/members/index.ts';
import { mutatedForm } from '../../src/verify/mutated-form.ts';
import { observe } from '../../src/verify/observe.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { FunctionProbe, Observation } from '../../src/verify/probe.ts';

await useBackend('cpu');

async function examined(name: string, exported: unknown) {
  const exam = functionExam(memberNamed(name) as FunctionMember, 1);
  const seen: Observation[] = [];
  for await (const one of observe(exported, 'function', exam.probes)) seen.push(one);
  return exam.judge(seen);
}

describe.each(functionMembers)('the exam of the $kind $name', (member) => {
  const exam = functionExam(member, 1);
  const judged = (rows: (probe: FunctionProbe) => Rows) =>
    exam.judge(
      exam.probes.map((probe) => {
        return { id: probe.id, path: pathFrom(rows(probe as FunctionProbe)), facts: {} };
      }),
    );
  const wrong = [
    ...member.mutants.map((mutant) => {
      const form = mutatedForm(member, mutant);
      return { ...mutant, rows: (probe: FunctionProbe) => member.rows(form, probe) };
    }),
    // Not every mistake around a function is one in each: without a floor none can be forgotten.
    ...member.twists.filter(({ rows }) => judged(rows).verdict !== 'passed'),
  ];

  it('passes its textbook', () => {
    const { verdict, diagnosis } = judged((probe) => member.textbook(probe));
    expect([verdict, diagnosis]).toEqual(['passed', []]);
  });

  it('knows mistakes by different names', () => {
    expect(wrong.length).toBeGreaterThan(1);
    expect(new Set(wrong.map(({ id }) => id)).size).toBe(wrong.length);
  });

  it.each(wrong)('says that $fault', ({ id, rows }) => {
    const { verdict, diagnosis } = judged(rows);
    const conventional = diagnosis.every(({ library }) => library !== undefined);
    // What a library does on purpose is not called a mistake by another name.
    if (!conventional) expect(diagnosis.map((one) => one.id)).toContain(id);
    // Whatever else is named gives the same numbers everywhere.
    for (const other of diagnosis) {
      const same = wrong.find((one) => one.id === other.id) as (typeof wrong)[number];
      expect(judged(same.rows).diagnosis).toEqual(diagnosis);
    }
    expect(verdict).toBe(conventional ? 'convention' : 'failed');
  });
});

describe('what the library itself has', () => {
  it.each(functionMembers)('agrees with the textbook of $name', (member) => {
    const form = mutatedForm(member);
    const exam = functionExam(member, 1);
    const seen = exam.probes.map((probe) => {
      const path = pathFrom(member.rows(form, probe as FunctionProbe));
      return { id: probe.id, path, facts: {} };
    });
    expect(exam.judge(seen)).toMatchObject({ verdict: 'passed' });
  });

  it.each(functionMembers.filter(({ kind }) => kind === 'regularizer'))(
    'passes as $name on tensors',
    async ({ name }) => {
      const own = (options: object) => regularizer({ name, ...options });
      expect(await examined(name, own)).toMatchObject({ verdict: 'passed' });
    },
  );

  it('passes as numericGradient', async () => {
    expect(await examined('numericGradient', numericGradient)).toMatchObject({ verdict: 'passed' });
  });

  it("passes in tfjs's form, as an object with apply", async () => {
    const l2 = ({ l2 }: { l2: number }) => tf.regularizers.l2({ l2 });
    expect(await examined('l2', l2)).toMatchObject({ verdict: 'passed' });
  });
});

it('says what a schedule threw, and that a gradient function changes its input', async () => {
  const thrown = await examined('cosine', () => () => {
    throw new Error('no idea');
  });
  expect(thrown.verdict).toBe('failed');
  expect(thrown.probes[0]?.note).toBe('it threw: Error: no idea');
  expect(thrown.diagnosis).toMatchObject([{ id: 'throws', match: 'symptom' }]);
  const careless = await examined('numericGradient', (f: never, x: number[]) => {
    const slopes = numericGradient(f, [...x]);
    x[0] = 0;
    return slopes;
  });
  expect(careless.verdict).toBe('failed');
  expect(careless.diagnosis).toMatchObject([{ id: 'inputs-touched', match: 'symptom' }]);
});

describe('a plain function that is wrong', () => {
  it('is shown the call, and the place of the first wrong number in what it gave', async () => {
    const limit = await examined('stepLimit', () => 0);
    expect(limit.probes[0]?.call).toMatch(/^stepLimit\(\[\[[\d.]+, 0\], \[0, [\d.]+\]\]\)$/);
    const deck = await examined('batches', () => () => [0, 0, 0, 0]);
    expect(deck.probes[0]?.call).toMatch(/^\[\d\] of result \d of batches\(\d+, \d+, /);
  });

  it('that leaves out a part of its result is told how much is there', async () => {
    const { diagnosis } = await examined(
      'softmaxGradient',
      ({ weights }: { weights: number[][] }) => ({
        weights,
      }),
    );
    expect(diagnosis[0]).toMatchObject({ id: 'wrong-count' });
    expect(diagnosis[0]?.fault).toMatch(/^its result holds \d+ numbers, and \d+ are expected$/);
  });

  it('with two mistakes at once is told both', async () => {
    const onlyAxes = (matrix: readonly (readonly number[])[]) =>
      1 / Math.max(...matrix.map((row, i) => row[i] as number));
    const { diagnosis } = await examined('stepLimit', onlyAxes);
    expect(diagnosis).toMatchObject([{ match: 'exact' }]);
    expect(diagnosis[0]?.fault).toMatch(/along the axes.*; and all of it is multiplied by 0\.5$/);
  });

  it('by no known mistake is told where, and by how much', async () => {
    const { diagnosis: same } = await examined('regularizedLoss', () => 3);
    expect(same).toMatchObject([{ id: 'always-the-same', match: 'symptom' }]);
    const { diagnosis } = await examined(
      'regularizedLoss',
      ({ weights }: { weights: number[] }) => 3 + weights.length,
    );
    expect(diagnosis).toMatchObject([{ id: 'factor-that-changes', match: 'symptom' }]);
    const { diagnosis: factor } = await examined(
      'escapeTime',
      (one: Parameters<typeof escapeTime>[0]) => Math.LOG10E * Math.PI * escapeTime(one),
    );
    expect(factor).toMatchObject([{ id: 'off-by-factor', match: 'symptom' }]);
    const { diagnosis: pi } = await examined(
      'escapeTime',
      (one: Parameters<typeof escapeTime>[0]) => Math.PI * escapeTime(one),
    );
    expect(pi[0]?.fault).toMatch(/3\.14 times what it should be, which is π$/);
    const { diagnosis: others } = await examined('randomSearch', (height: () => number) => {
      for (let i = 0; i < 2; i++) height();
      return [0.1];
    });
    // Where it throws it is not right.
    expect(others.map(({ id }) => id)).not.toContain('right-in-some');
  });

  it('that asks for more than it must is told its price', async () => {
    const twice: typeof randomSearch = (height, start, { steps, size, normals }) => {
      let best = [...start];
      for (let step = 0; step < steps; step++) {
        const way = normals(start.length);
        const place = best.map((w, i) => w + size * (way[i] as number));
        if (height(place) < height(best)) best = place;
      }
      return best;
    };
    expect(await examined('randomSearch', randomSearch)).toMatchObject({ verdict: 'passed' });
    const { verdict, probes } = await examined('randomSearch', twice);
    expect(verdict).toBe('failed');
    expect(probes.find(({ id }) => id === 'long')?.note).toMatch(
      /height is called once more than it takes: 61 calls are enough here/,
    );
  });

  it('that gives more than it should is told how much more, though all else is right', async () => {
    const direction = await examined('twoLoop', (...args: Parameters<typeof twoLoop>) => [
      ...twoLoop(...args),
      7,
    ]);
    expect(direction.verdict).toBe('failed');
    expect(direction.probes[0]?.call).toMatch(/^twoLoop\(/);
    expect(direction.probes[0]?.note).toBe('it gives 1 number more than expected');
    expect(direction.probes[0]).not.toHaveProperty('expected');
    expect(direction.diagnosis).toMatchObject([{ id: 'wrong-count' }]);
    const slopes = await examined('numericGradient', (f: never, x: number[]) => [
      ...numericGradient(f, x),
      0,
      0,
    ]);
    expect(slopes.probes[0]?.note).toBe('it gives 2 numbers more than expected');
    expect(slopes.diagnosis).toMatchObject([{ id: 'wrong-length' }]);
  });
});

it('a schedule that remembers what it was asked is told so, not how its rate moves', async () => {
  const remembering = ({ rate = 0, factor = 0, milestones = [] as number[] }) => {
    let now = rate;
    return (update: number) => {
      if (milestones.includes(update)) now *= factor;
      return now;
    };
  };
  const { diagnosis } = await examined('multiStep', remembering);
  expect(diagnosis).toMatchObject([{ id: 'depends-on-order', match: 'symptom' }]);
  expect(diagnosis[0]?.fault).toMatch(
    /^it remembers what it was asked before, so that update \d+ /,
  );
});

it.each(Object.entries({ multiStep, inverseSqrt, cosine, linear }))(
  'a %s that refuses options by a second name is made without it',
  async (name, schedule) => {
    expect((await examined(name, schedule)).verdict).toBe('passed');
  },
);

describe('an option of a schedule', () => {
  type Cycles = {
    peak: number;
    updates: number;
    floor?: number;
    stretch?: number;
    factor?: number;
  };
  const restarting = ({ peak, updates, floor = 0 }: Cycles) => {
    const top = peak - floor;
    return (update: number) =>
      floor + (top * (1 + Math.cos((Math.PI * (update % updates)) / updates))) / 2;
  };

  it('that is never read costs nothing, and one that is read and forgotten is a mistake', async () => {
    const unread = await examined('cosineRestarts', restarting);
    expect([unread.verdict, unread.advice?.length]).toEqual(['passed', 2]);
    const forgotten = await examined('cosineRestarts', (given: Cycles) => {
      const { stretch = 1 } = given;
      return stretch > 0 ? restarting(given) : () => 0;
    });
    expect(forgotten.verdict).toBe('failed');
    expect(forgotten.diagnosis[0]?.fault).toMatch(/^`stretch` has no effect/);
    // Whoever takes all at once may have read any of them, or none.
    const taken = await examined('cosineRestarts', (given: Cycles) => restarting({ ...given }));
    expect(taken.verdict).toBe('passed');
  });

  it('that is lost where it is 0 is named', async () => {
    // oxlint-disable-next-line typescript/prefer-nullish-coalescing
    const { diagnosis } = await examined(
      'constant',
      ({ rate = 0 }) =>
        () =>
          rate || 0.01,
    );
    expect(diagnosis).toMatchObject([{ id: 'zero-lost', match: 'symptom' }]);
    expect(diagnosis[0]?.fault).toBe('it is wrong only where `rate` is 0');
  });

  it('has the default of the task where it has one', async () => {
    const steps =
      (standing?: number) =>
      ({ rate, factor = standing as number, every }: Record<string, number>) =>
      (update: number) =>
        (rate as number) * factor ** Math.floor(update / (every as number));
    expect((await examined('stepDecay', steps(0.1))).verdict).toBe('passed');
    expect((await examined('stepDecay', steps())).verdict).toBe('passed');
    const other = await examined('stepDecay', steps(0.5));
    expect(other.verdict).toBe('failed');
    expect(other.diagnosis[0]?.fault).toBe('factor is 0.5 when it is not given, not 0.1');
    const line = await examined('polynomial', (given: Record<string, number>) => {
      const { peak = 0, updates = 1, floor = 0, power = 1 } = given;
      return (update: number) =>
        floor + (peak - floor) * (1 - Math.min(update / updates, 1)) ** power;
    });
    expect(line.verdict).toBe('convention');
    expect(line.diagnosis[0]?.library).toMatch(/^Keras/);
  });
});

it('the default of a strength is asked for, too', async () => {
  const squares =
    (standing?: number) =>
    ({ l2 = standing as number }) =>
    (w: tf.Tensor) =>
      w.square().sum().mul(l2);
  expect((await examined('l2', squares())).verdict).toBe('passed');
  const { diagnosis } = await examined('l2', squares(1e-3));
  expect(diagnosis[0]?.fault).toBe('l2 is 0.001 when it is not given, not 0.01');
});

it('whoever calls functions of tfjs on an array of doubles is told its methods', async () => {
  const { diagnosis } = await examined('softThreshold', (w: tf.Tensor) => tf.relu(w));
  expect(diagnosis.map(({ id }) => id)).toEqual(['no-tensors']);
});
