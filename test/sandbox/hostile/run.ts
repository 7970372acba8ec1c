import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { compile, type Compiled } from '../../../src/sandbox/compile.ts';
import type { Ending } from '../../../src/sandbox/ending.ts';
import type { LearnerProcess } from '../../../src/sandbox/learner-process.ts';
import type { Offer, Traces } from '../../../src/sandbox/words.ts';
import type { Observation, OptimizerProbe } from '../../../src/verify/probe.ts';
import type { Fate } from './table.ts';

/** All that came of one file. */
export interface Course {
  readonly ending: Ending;
  readonly offer?: Offer;
  readonly observations: readonly Observation[];
  readonly traces: Traces;
  readonly output: LearnerProcess['output'];
}

/** Six updates of two weights from [1, 2], gradients [1, -1], rate 0.1. */
export const probe = (id: string): OptimizerProbe => ({
  kind: 'optimizer',
  id,
  about: '',
  options: { learningRate: 0.1 },
  stream: {
    variables: [{ shape: [2], start: [1, 2] }],
    updates: Array.from({ length: 6 }, () => ({ rate: 0.1, gradients: [[1, -1]] })),
  },
  deliveries: ['list'],
  missing: ['null'],
  steered: false,
  twin: false,
});

export const hostile = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** Leads one file through two probes, `first` and `second`. */
export async function course(file: string, learner: LearnerProcess): Promise<Course> {
  return led(await compile(file), learner);
}

/** The same for the text of a file. */
export async function courseOf(text: string, learner: LearnerProcess): Promise<Course> {
  const folder = await mkdtemp(join(tmpdir(), 'downhill-hostile-'));
  try {
    const file = join(folder, 'hostile.js');
    await writeFile(file, text);
    return await course(file, learner);
  } finally {
    learner.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function led(compiled: Compiled, learner: LearnerProcess): Promise<Course> {
  const offer = await learner.load(compiled);
  const observations: Observation[] = [];
  const seen = (ending: Ending) => ({ ending, traces: learner.traces, output: learner.output });
  if ('how' in offer) return { ...seen(offer), observations };
  const observing = learner.observe(offer.form, [probe('first'), probe('second')]);
  for (;;) {
    const { value, done } = await observing.next();
    if (done) return { ...seen(value), offer, observations };
    observations.push(value);
  }
}

const named = ({ library, name }: { library: string; name: string }) => `${library}.${name}`;

/** Compares what came of a file with what had to. */
export function expectFate({ ending, observations, traces, output }: Course, fate: Fate) {
  const { how, exitCode, message } = ending;
  expect({ how, exitCode, message }).toMatchObject({ how: fate.how, exitCode: fate.exitCode });
  if (fate.says) expect(message).toMatch(fate.says);
  expect(observations).toHaveLength(fate.finished ?? 0);
  for (const { thrown } of observations) {
    if (fate.thrown) expect(thrown?.message).toMatch(fate.thrown);
    else expect(thrown).toBeUndefined();
  }
  if (fate.used) expect(traces.used.map(named)).toEqual(fate.used);
  expect(output.stdout).toMatch(fate.stdout ?? /^(?:no exports\n)?$/);
  if (fate.stderr) expect(output.stderr).toMatch(fate.stderr);
}

/** What steps by w + 99 g is seen to do that, or is seen to have changed what it may not. */
export function expectSeen({ ending, observations }: Course): void {
  const [first, ...more] = observations;
  if (ending.how !== 'finished') return;
  expect(more).toHaveLength(1);
  for (const { path, thrown } of [first as Observation, ...more]) {
    const [start, next, ...later] = path.map((row) => [...row]);
    expect(start).toEqual([1, 2]);
    if (thrown === undefined) expect([next, later.length]).toEqual([[100, -97], 5]);
    else expect(thrown.message).toMatch(/it changed what tfjs keeps|hold no numbers/);
    expect(JSON.stringify(later)).not.toMatch(/0\.[89]\d*/);
  }
}
