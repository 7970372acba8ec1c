import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { comparison, secondsForFile, type Comparison } from '../../compare/comparison.ts';
import { contestants, type Contestant } from '../../compare/contestant.ts';
import { writeComparison, type ComparisonData } from '../../compare/report.ts';
import { comparisonNotes, comparisonTable } from '../../compare/table.ts';
import { trackNames } from '../../compare/track.ts';
import { optimizers } from '../../optimizers/index.ts';
import { writeFiles } from '../../render/files.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { builtIns } from '../../training/trainee.ts';
import { shortPath } from '../../workbook/short-path.ts';
import { UsageError } from '../../shared/errors.ts';
import { race } from './race.ts';
import { nameLists } from '../name-lists.ts';
import { progressBars } from '../progress.ts';
import { textTable } from '../text-table.ts';
import { wholeNumber } from '../whole-number.ts';
import { backendOption } from '../backend-option.ts';
import { printJson } from '../print-json.ts';
import { shellWord } from '../shell-word.ts';

interface CompareOptions {
  readonly on: string;
  readonly backend: string;
  readonly out: string;
  readonly updates?: number;
  readonly seed?: number;
  readonly seeds?: number;
  readonly timeout?: number;
  readonly memory: number;
  readonly fast?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `downhill compare <who...> --on <problem>`: a fair race, equal tuning budget, several seeds. */
export function addCompare(command: Command): void {
  command
    .argument('<who...>', "a rule's name, tf:adam for a built-in of tfjs, or a file")
    .requiredOption('--on <problem>', 'what they race on, such as bowl, noisyBowl or digits')
    .option('--updates <n>', 'length of a run; default: what suits the problem', wholeNumber(1))
    .option('--seed <n>', 'first seed of the runs that are shown', wholeNumber(0))
    .option('--seeds <n>', 'number of seeds; default: 3', wholeNumber(1))
    .addOption(backendOption())
    .option('--out <folder>', 'folder that the report is written to', 'comparisons')
    .option('--timeout <seconds>', 'for a file; default: by the number of updates', wholeNumber(1))
    .option('--memory <megabytes>', 'for a file', wholeNumber(256), 1024)
    .option('--fast', 'a draft: a tenth of the updates')
    .addOption(new Option('--quiet', 'no progress, no notes').conflicts('json'))
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', raceLists)
    .action(async (who: string[], options: CompareOptions) => {
      process.exitCode = await compare(who, options);
    });
}

/** What it takes. */
function raceLists(): string {
  return nameLists({
    Rules: Object.keys(optimizers),
    'Built-ins of tfjs': Object.keys(builtIns).map((name) => `tf:${name}`),
    Problems: trackNames,
  });
}

async function compare(who: readonly string[], options: CompareOptions): Promise<number> {
  const conditions = comparison(options);
  const everyone = contestants(who);
  const asked = backendFor(everyone, conditions, options.backend);
  for (const { id, kind } of everyone) if (kind === 'file') await findFile(id);
  // What cannot be written is found out before anything is trained.
  await writeFiles(join(options.out, conditions.track.problem.name), {});
  const limits = {
    timeout: options.timeout ?? secondsForFile(conditions),
    memory: options.memory,
  };
  const bars = progressBars(
    everyone.map(({ label }) => label),
    options.quiet ?? false,
  );
  const { outcomes, backend } = await race(everyone, conditions, { backend: asked, limits }, bars);
  const data = await writeComparison(outcomes, conditions, options.out, {
    backend,
    command: again(who, options),
    ...(everyone.some(({ kind }) => kind === 'file') && { limits }),
  });
  const folder = join(options.out, data.problem);
  if (options.json) printJson(told(data, folder));
  else {
    process.stdout.write(`${textTable(comparisonTable(outcomes, conditions)).join('\n')}\n`);
    if (!options.quiet) {
      const notes = comparisonNotes(outcomes, conditions).map((note) => `${note}\n`);
      process.stderr.write(
        `\n${notes.join('')}${data.finding}${data.draft ? ' (a draft)' : ''}: ${join(folder, 'index.html')}\n`,
      );
    }
  }
  return Math.max(
    ...outcomes.map((one) => (one.status === 'finished' ? exitCodes.well : one.exitCode)),
  );
}

async function findFile(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new UsageError({
      who: 'compare',
      rule: `the file ${file} does not exist`,
      exitCode: exitCodes.unloadable,
    });
  });
}

/** Everyone runs on the same backend; a file's process is closed to native add-ons. */
function backendFor(everyone: readonly Contestant[], { track }: Comparison, asked: string): string {
  if (asked === 'auto') return track.backend;
  const file = everyone.find(({ kind }) => kind === 'file');
  if (file === undefined || asked === 'cpu' || asked === 'wasm') return asked;
  throw new UsageError({
    who: 'compare',
    rule: `${file.label} runs contained, where there is no backend "${asked}"`,
    remedy: 'take --backend wasm or --backend cpu',
  });
}

/** The data without what fills pages: the runs stand in `data.json`. */
function told(data: ComparisonData, folder: string): object {
  const entrants = data.entrants.map((one) => {
    const { run: _, ...entrant } = one;
    return entrant;
  });
  return { ...data, entrants, out: folder };
}

function again(who: readonly string[], options: CompareOptions): string {
  const { on, updates, seed, seeds, backend, fast } = options;
  const given = Object.entries({ updates, seed, seeds }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${value}`],
  );
  return [
    'npx downhill compare',
    ...who.map((one) => shellWord(shortPath(one))),
    `--on ${on}`,
    ...given,
    ...(backend === 'auto' ? [] : [`--backend ${backend}`]),
    ...(fast ? ['--fast'] : []),
  ].join(' ');
}
