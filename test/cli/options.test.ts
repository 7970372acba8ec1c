import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addTrainingOptions, reportsFolder, type TrainingOptions } from '../../src/cli/options.ts';

it.each([
  [[], 'reports'],
  [['--backend', 'wasm', '--json'], 'reports'],
  [['--fast'], 'reports-fast'],
  [['--seed', '7'], 'reports-seed-7'],
  [['--seeds', '5', '--fast'], 'reports-seeds-5-fast'],
  [['--backend', 'cpu', '--seed', '0'], 'reports-cpu-seed-0'],
  [['--backend', 'auto'], 'reports-auto'],
  [['--fast', '--out', 'reports'], 'reports'],
])(
  'reports go to a folder of their own, unless they are the lessons as they are: %j',
  (args, out) => {
    const command = addTrainingOptions(new Command()).parse(args, { from: 'user' });
    expect(reportsFolder(command.opts<TrainingOptions>())).toBe(out);
  },
);
