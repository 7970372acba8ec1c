import { describe, expect, it } from 'vitest';
import { pathFrom } from '../../src/verify/path.ts';
import type { Observation, OptimizerProbe } from '../../src/verify/probe.ts';
import { symptoms } from '../../src/verify/symptoms.ts';

const run: OptimizerProbe = {
  kind: 'optimizer',
  id: 'cold-run',
  about: '',
  options: { learningRate: 0.1 },
  stream: {
    variables: [{ shape: [1], start: [1] }],
    updates: [1, 2, 3].map((value) => ({ rate: 0.1, gradients: [[value]] })),
  },
  deliveries: ['list'],
  missing: ['null'],
  steered: false,
  twin: false,
};
const path = pathFrom([[1], [0.9], [0.7], [0.4]]);
const seen = (facts: Observation['facts'], rest: Partial<Observation> = {}): Observation => ({
  id: 'cold-run',
  path,
  facts,
  ...rest,
});
const clean = seen({ leakPerUpdate: 0, iterations: 3 });
const of = (one: Observation, again: Observation | undefined = clean) => {
  const { probes, diagnosis } = symptoms(run, one, again, 'sgd');
  const failed = probes.filter(({ passed }) => !passed);
  return { failed: failed.map(({ id }) => id), named: diagnosis.map(({ id }) => id) };
};
const nothing = { failed: [], named: [] };

describe('symptoms', () => {
  it('has nothing to say about a clean run, and nothing about what is not known', () => {
    expect(of(clean)).toEqual(nothing);
    expect(of(seen({}), undefined)).toEqual(nothing);
  });

  it.each([
    ['no-leak', { leakPerUpdate: 2 }],
    ['gradients-untouched', { touched: 'changed' }],
    ['gradients-untouched', { touched: 'disposed' }],
    ['iterations', { iterations: 6 }],
    ['iterations', { iterations: 1 }],
  ] as const)('names %s from %j', (id, facts) => {
    expect(of(seen(facts))).toEqual({ failed: [id], named: [id] });
  });

  it('takes tensors that become fewer for no leak', () => {
    expect(of(seen({ leakPerUpdate: -1 }))).toEqual(nothing);
  });

  it('says the number of tensors, and what happened to a gradient', () => {
    const { probes } = symptoms(
      run,
      seen({ leakPerUpdate: 5, touched: 'disposed' }),
      clean,
      'adam',
    );
    expect(probes.map(({ note }) => note).join()).toMatch(/leaves 5 tensors.*was disposed/);
  });

  it('sees iterations that never move', () => {
    const named = of(seen({ iterations: 0 }));
    expect(named).toEqual({ failed: ['iterations'], named: ['iterations'] });
  });

  it('sees a second run that differs', () => {
    const other = seen({}, { path: pathFrom([[1], [0.9], [0.7], [0.41]]) });
    expect(of(clean, other)).toMatchObject({ failed: ['again'], named: ['again'] });
  });

  it('says nothing about a run that broke off or was skipped', () => {
    const facts = { leakPerUpdate: 3, iterations: 9 };
    expect(of(seen(facts, { thrown: { message: 'no', update: 1 } }))).toEqual(nothing);
    expect(of(seen(facts, { skipped: 'no door' }))).toEqual(nothing);
  });
});
