import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { startEngine } from '../../engine/index.ts';
import { asker, openBroker, queueWorkers } from '../../engine/queue/index.ts';
import { writeFiles } from '../../render/files.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { exportKinds, exportSweep, type ExportKind } from '../../sweep/exports.ts';
import { writeSweep, type SweepData } from '../../sweep/report.ts';
import { runSweep } from '../../sweep/run-sweep.ts';
import { sweepTable } from '../../sweep/table.ts';
import { shortPath } from '../../workbook/short-path.ts';
import { backendOption } from '../backend-option.ts';
import { checkDue, dueOption } from '../due-option.ts';
import { printJson } from '../print-json.ts';
import { shellWord } from '../shell-word.ts';
import { textTable } from '../text-table.ts';
import { sizeNote, studyFile } from './study-file.ts';
import { watched } from './watched.ts';

interface SweepCommandOptions {
  readonly backend: string;
  readonly out: string;
  readonly queue?: string;
  readonly due?: Date;
  readonly export: readonly ExportKind[];
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `downhill sweep <study.json>`: many runs, here, on all cores. */
export function addSweep(command: Command): void {
  command
    .argument('<study.json>', 'a space of settings and the protocol by which they are tried')
    .addOption(backendOption('wasm'))
    .option('--out <folder>', 'folder that results and report are written to', 'sweeps')
    .option('--queue <url>', 'have it trained by the workers of a queue: redis://… or postgres://…')
    .addOption(
      new Option('--export <tool>', 'write it for another tool, too; may be repeated')
        .argParser(exportKind)
        .default([], 'none'),
    )
    .addOption(dueOption('after all that has a date'))
    .addOption(new Option('--quiet', 'no progress, no notes').conflicts('json'))
    .option('--json', 'print the result as one JSON document')
    .action(async (file: string, options: SweepCommandOptions) => {
      process.exitCode = await sweep(file, options);
    });
}

async function sweep(file: string, options: SweepCommandOptions): Promise<number> {
  const { quiet = false, json = false } = options;
  checkDue('sweep', options);
  const { who, sweep } = await studyFile('sweep', file);
  const folder = join(options.out, sweep.name);
  // What cannot be written is found out before anything is trained.
  await writeFiles(folder, {});
  const broker = options.queue === undefined ? undefined : await openBroker('sweep', options.queue);
  const view = watched(sweep.name, quiet);
  view.note(sizeNote(who, sweep));
  const others = broker && asker(broker, (text) => view.note(text));
  try {
    const engine = await startEngine({
      backend: options.backend,
      folder: join(folder, 'results'),
      archive: true,
      ...(others && {
        elsewhere: (here, provenance) => queueWorkers(others, here, provenance, options.due),
      }),
    });
    try {
      const cells = await runSweep(sweep, engine, { who, onProgress: view.onProgress });
      const { backend } = engine;
      const data = await writeSweep(cells, sweep, folder, {
        backend,
        command: again(file, options),
      });
      const exported: string[] = [];
      for (const kind of options.export) {
        exported.push(await exportSweep(kind, cells, sweep, folder));
      }
      view.end();
      if (json) printJson(told(data, folder));
      else process.stdout.write(`${textTable(sweepTable(cells, sweep)).join('\n')}\n`);
      if (!quiet && !json) {
        const notes = [...exported, ...data.notes].map((note) => `${note}\n`);
        process.stderr.write(`\n${notes.join('')}${data.finding}: ${join(folder, 'index.html')}\n`);
      }
      return exitCodes.well;
    } finally {
      engine.close();
    }
  } finally {
    view.end();
    await others?.close();
  }
}

function exportKind(name: string, before: readonly ExportKind[]): ExportKind[] {
  const kind = exportKinds.find((one) => one === name);
  if (kind === undefined) throw new InvalidArgumentError(`It must be ${exportKinds.join(' or ')}.`);
  return [...new Set([...before, kind])];
}

/** The data without what fills pages: trials and runs stand in `data.json`. */
function told(data: SweepData, folder: string): object {
  const cells = data.cells.map((one) => {
    const { trials, final: _, best, ...cell } = one;
    return { ...cell, trials: trials.length, best: best === null ? null : trials[best] };
  });
  return { ...data, cells, out: folder };
}

function again(file: string, { backend }: SweepCommandOptions): string {
  const on = backend === 'wasm' ? [] : [`--backend ${backend}`];
  return ['npx downhill sweep', shellWord(shortPath(file)), ...on].join(' ');
}
