import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SweepData } from '../../src/sweep/report.ts';
import { downhill } from '../cli/downhill.ts';
import { pythonWith } from '../support/python.ts';

const study = {
  schema: 1,
  name: 'rates',
  problems: [{ name: 'noisyBowl', dimension: 2 }],
  optimizers: [
    { name: 'sgd', learningRate: { log: [0.001, 10] } },
    {
      name: 'adam',
      learningRate: { schedule: 'cosine', peak: { log: [0.001, 1] }, updates: 60 },
      beta1: { choice: [0, 0.9] },
    },
  ],
  updates: 60,
  trials: 8,
  seeds: [7, 8],
  final: [1],
  rungs: [20],
};
const [optuna, tensorboard] = ['optuna', 'tensorboard'].map((name) => {
  const python = pythonWith(name);
  if (python === undefined) {
    process.stderr.write(`--export for ${name}: skipped, no Python here that has it (PYTHON)\n`);
  }
  return python;
});

let folder = '';
let data: SweepData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-exports-'));
  await writeFile(join(folder, 'study.json'), JSON.stringify(study));
  const both = ['--export', 'optuna', '--export', 'hparams', '--backend', 'cpu'];
  expect((await downhill(folder, ['sweep', 'study.json', ...both])).code).toBe(0);
  data = JSON.parse(await readFile(at('data.json'), 'utf8')) as SweepData;
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, 'sweeps', 'rates', name);

/** Loads every study, takes a step further with each, and says what it saw. */
const load = `
import json, sys, optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
storage = JournalStorage(JournalFileBackend(sys.argv[1]))
seen = {}
for name in optuna.get_all_study_names(storage):
    study = optuna.load_study(study_name=name, storage=storage)
    trials = [[t.state.name, t.value, t.params] for t in study.trials]
    best = study.best_trial
    seen[name] = {"trials": trials, "best": best.number}
    study.tell(study.ask(best.distributions), 1.0)
print(json.dumps(seen))
`;

describe.skipIf(optuna === undefined)('an export for Optuna', () => {
  it('is loaded and gone on with: the same settings, scores, states and best', () => {
    const text = execFileSync(optuna as string, ['-c', load, at('optuna.log')], {
      encoding: 'utf8',
    });
    const expected = data.cells.map(({ optimizer, problem, trials, best }) => [
      `${optimizer} on ${problem}`,
      {
        best,
        trials: trials.map(({ setting, score, stoppedAt }) => [
          stoppedAt !== null ? 'PRUNED' : score === null ? 'FAIL' : 'COMPLETE',
          score,
          setting,
        ]),
      },
    ]);
    expect(JSON.parse(text)).toEqual(Object.fromEntries(expected));
    expect(text).toContain('PRUNED');
  });
});

interface SessionGroup {
  readonly hparams: Readonly<Record<string, unknown>>;
  readonly metricValues: readonly { readonly value: number; readonly trainingStep: number }[];
  readonly sessions: readonly { readonly status: string }[];
}

describe.skipIf(tensorboard === undefined)('an export for HParams', () => {
  it('is shown by TensorBoard: each trial with its setting and its score', async () => {
    const args = ['-m', 'tensorboard.main', '--logdir', at('hparams'), '--port', '0'];
    const server = spawn(tensorboard as string, [...args, '--load_fast=false']);
    try {
      const address = await new Promise<string>((resolve) => {
        server.stderr.on('data', (text: Buffer) => {
          const [found] = /http:\/\/\S+/.exec(text.toString()) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      const statuses = ['SUCCESS', 'FAILURE', 'UNKNOWN', 'RUNNING'].map((one) => `STATUS_${one}`);
      const ask = async () => {
        const answer = await fetch(new URL('data/plugin/hparams/session_groups', address), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            experimentName: '',
            allowedStatuses: statuses,
            startIndex: 0,
            sliceSize: 100,
            colParams: [{ metric: { tag: 'loss', group: '' } }],
          }),
        });
        return (await answer.json()) as { readonly sessionGroups?: readonly SessionGroup[] };
      };
      const trials = data.cells.flatMap((cell) => cell.trials.map((trial) => ({ ...cell, trial })));
      let groups: readonly SessionGroup[] = [];
      // It reads the files in its own time.
      while (groups.length < trials.length) {
        groups = (await ask()).sessionGroups ?? [];
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const shown = groups.map(({ hparams, metricValues, sessions }) => [
        hparams,
        metricValues.map(({ value, trainingStep }) => [trainingStep, value]),
        sessions[0]?.status,
      ]);
      const expected = trials.map(({ problem, optimizer, trial }) => {
        const { setting, stoppedAt, runs } = trial;
        const score = stoppedAt === null ? trial.score : (runs[0]?.score ?? null);
        const told = score === null ? [] : [[stoppedAt ?? study.updates, Math.fround(score)]];
        const status = `STATUS_${score === null ? 'FAILURE' : 'SUCCESS'}`;
        return [{ problem, optimizer, ...setting }, told, status];
      });
      const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).toSorted();
      const byName = (all: unknown[][]) =>
        all.map(([hparams, ...rest]) => [
          Object.entries(hparams as object).toSorted(([a], [b]) => (a < b ? -1 : 1)),
          ...rest,
        ]);
      expect(sorted(byName(shown))).toEqual(sorted(byName(expected)));
    } finally {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    }
  });
});
