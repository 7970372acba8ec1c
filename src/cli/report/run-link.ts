import { join } from 'node:path';
import { linkTable, writeLinkReport } from '../../compare/link-report.ts';
import { startEngine } from '../../engine/index.ts';
import { labelsOf } from '../../lab/labels.ts';
import { entrantsOf, readLink } from '../../lab/link.ts';
import { landscape } from '../../problems/index.ts';
import { writeFiles } from '../../render/files.ts';
import { exitCodes, type ExitCode } from '../../shared/exit-codes.ts';
import { UsageError } from '../../shared/errors.ts';
import { run } from '../../training/run.ts';
import type { TrainingOptions } from '../options.ts';
import { printJson } from '../print-json.ts';
import { progressBars } from '../progress.ts';
import { shellWord } from '../shell-word.ts';
import { textTable } from '../text-table.ts';

/**
 * Trains what a link of the live page shows, on tensors, and writes its report.
 * @throws UsageError for a link that cannot be read, or an experiment that cannot be run
 */
export async function runLink(link: string, options: TrainingOptions): Promise<ExitCode> {
  const { backend, out = 'comparisons', seed, seeds, fast, quiet = false, json } = options;
  const state = readLink(link);
  if (state.view === 'net') {
    throw new UsageError({
      who: 'link',
      rule: 'it shows a net, which is trained in the page and is no problem that can be run',
      remedy: 'open it in lab.html',
    });
  }
  const { experiment } = state;
  const optimizers = entrantsOf(state);
  const own = experiment.seeds ?? [1];
  const first = seed ?? own[0] ?? 1;
  const conditions = {
    ...experiment,
    updates: fast ? Math.ceil(experiment.updates / 10) : experiment.updates,
    seeds:
      seed === undefined && seeds === undefined
        ? own
        : Array.from({ length: seeds ?? own.length }, (_, i) => first + i),
    path: landscape(experiment.problem) !== undefined,
  };
  const folder = join(out, 'link');
  // What cannot be written is found out before anything is trained.
  await writeFiles(folder, {});
  const labels = labelsOf(optimizers);
  const bars = progressBars(labels, quiet);
  const engine = await startEngine({ backend, onNote: (text) => bars.note(text) }).catch(
    (error: unknown) => {
      bars.end();
      throw error;
    },
  );
  const train = async (optimizer: (typeof optimizers)[number], i: number) => {
    const label = labels[i] as string;
    const record = await run(
      { ...conditions, optimizer },
      {
        trainSeed: engine.trainSeed,
        onProgress: (done, of) => bars.move(label, done / of),
      },
    );
    bars.finish(label, 'done');
    return { ...record, backend: engine.backend };
  };
  try {
    const runs = await Promise.all(optimizers.map(train));
    const command = `npx downhill run ${shellWord(link)}`;
    const data = await writeLinkReport(state, runs, { folder, backend: engine.backend, command });
    if (json) printJson({ ...data, out: folder });
    else {
      process.stdout.write(`${textTable(linkTable(data.runs)).join('\n')}\n`);
      if (!quiet) process.stderr.write(`\n${join(folder, 'index.html')}\n`);
    }
    return exitCodes.well;
  } finally {
    // After a failure nobody waits for the others.
    engine.close();
    bars.end();
  }
}
