import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { groundKinds } from '../../src/lab/grounds.ts';
import { walk } from '../../src/lab/walk.ts';
import { rules } from '../../src/rules/index.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { run } from '../../src/training/run.ts';

beforeAll(() => useBackend('cpu'));

/** The largest distance between the two ways, as a share of the largest weight of the way. */
async function apart(experiment: Experiment): Promise<number> {
  const { path = [] } = await run({ ...experiment, path: true, every: 1 });
  const { points } = walk(experiment);
  expect(points.length).toBe(path[0]?.length);
  const off = points.flatMap((point, i) =>
    point.map((value, axis) => Math.abs(value - (path[0]?.[i]?.[axis] as number))),
  );
  return Math.max(...off) / Math.max(...points.flat().map(Math.abs));
}

describe('a walk in doubles', () => {
  it.each(Object.keys(rules))('is the way that run takes with %s', async (name) => {
    const optimizer = { name, learningRate: 0.02 };
    const problem = { name: 'bowl', condition: 20, rotation: 30 };
    expect(await apart({ problem, optimizer, updates: 150 })).toBeLessThan(1e-5);
  });

  it.each(Object.keys(groundKinds))('is the way that run takes on %s', async (name) => {
    const noise = 'noise' in (groundKinds[name]?.defaults ?? {}) ? { noise: 0.3 } : {};
    const optimizer = { name: 'momentum', learningRate: 1e-3 };
    const experiment = { problem: { name, ...noise }, optimizer, updates: 100, seeds: [7] };
    expect(await apart(experiment)).toBeLessThan(1e-5);
  });

  it.each([
    ['l1', false],
    ['l2', false],
    ['l2', true],
    ['elasticNet', false],
    ['proximalL1', true],
  ])('is the way that run takes with the penalty %s, decoupled: %s', async (name, decoupled) => {
    const strengths =
      name === 'elasticNet' ? { l1: 0.4, l2: 0.2 } : { [name.slice(-2).toLowerCase()]: 0.4 };
    const problem = { name: 'bowl', condition: 4, rotation: 30, minimum: [2, 0.4] };
    const optimizer = { name: 'momentum', learningRate: 0.01 };
    const regularizer = { name, ...strengths };
    const experiment = { problem, optimizer, regularizer, decoupled, updates: 150 };
    expect(await apart(experiment)).toBeLessThan(1e-5);
    expect(walk({ problem, optimizer, updates: 150 }).points[150]).not.toEqual(
      walk(experiment).points[150],
    );
  });

  it('follows a schedule', async () => {
    const learningRate = { schedule: 'cosine', peak: 0.1, updates: 50, floor: 0.01 };
    const optimizer = { name: 'adam', learningRate };
    const experiment = { problem: { name: 'bowl' }, optimizer, updates: 60 };
    expect(await apart(experiment)).toBeLessThan(1e-5);
    expect(walk(experiment).rates[50]).toBe(0.01);
  });

  it('ends where a run diverges', async () => {
    const optimizer = { name: 'sgd', learningRate: 0.5 };
    const experiment = { problem: { name: 'bowl' }, optimizer, updates: 60 };
    const { divergedAt } = await run({ ...experiment, every: 1 });
    const walked = walk(experiment);
    expect(walked.divergedAt).toBe(divergedAt[0]);
    expect(walked.points).toHaveLength(divergedAt[0] as number);
  });

  it.each([
    [{ problem: { name: 'digits' } }, 'unknown landscape "digits"'],
    [{ problem: { name: 'noisyBowl', dimension: 3 } }, 'noisyBowl: a landscape has two weights'],
    [{ optimizer: { name: 'adm' } }, 'unknown rule "adm"; did you mean "adam"?'],
    [{ until: 0.1 }, 'a landscape is walked without "until"'],
    [{ regularizer: { name: 'l3' } }, 'unknown regularizer "l3"; did you mean "l1"?'],
    [{ regularizer: { name: 'l2', l2: -1 } }, 'l2: l2 must be at least 0, got -1'],
    [{ decoupled: true }, 'experiment: decoupled: there is no regularizer'],
  ])('refuses %j', (part, message) => {
    const given = { problem: { name: 'bowl' }, optimizer: { name: 'sgd' }, updates: 3, ...part };
    expect(() => walk(given)).toThrow(message);
  });
});
