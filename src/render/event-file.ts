import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { tensorBoardEvents, type ByteSink, type TensorBoardEvents } from '../callbacks/index.ts';
import { UsageError } from '../shared/errors.ts';
import { folderPath } from './folder-path.ts';
import { must, readOptions } from '../shared/options.ts';

export interface TensorBoardOptions {
  /**
   * Where `train/` and `validation/` go, by its path or `file:` URL; made when missing. What `tensorboard --logdir` is given,
   * or a folder in that.
   */
  folder: string | URL;
  /** Whether every update is written beside every epoch. Default false. */
  updates?: boolean;
  /** Last part of the files' names, of letters, digits, dots, dashes and underscores. Default `downhill`. */
  label?: string;
}

const readLabel = must(
  'made of letters, digits, dots, dashes and underscores',
  (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
);

/**
 * A new event file in `folder`, made with its first bytes: `events.out.tfevents.<seconds>.<label>`, with a further number
 * when that name is taken. Every call is written before its promise resolves, so a killed run leaves whole records.
 * @throws UsageError, from the function it gives, when the file cannot be written
 */
export function eventFile(folder: string, label: string): ByteSink {
  let path: string | undefined;
  return async (bytes) => {
    try {
      path ??= await newFile(folder, label);
      await appendFile(path, bytes);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new UsageError({
        who: 'tensorBoard',
        rule: `cannot write into ${folder} (${message})`,
        remedy: 'choose another folder',
      });
    }
  };
}

async function newFile(folder: string, label: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = `events.out.tfevents.${Math.floor(Date.now() / 1000)}.${label}`;
  for (let taken = 0; ; taken++) {
    const path = join(folder, taken === 0 ? name : `${name}.${taken}`);
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Writes all logs of `fit` where TensorBoard finds them: `folder/train` and, with validation, `folder/validation`. The
 * charts are those of `tensorBoardEvents`.
 * @throws UsageError for an unknown, missing or unfit option; in `fit`, when the folder cannot be written
 */
export function tensorBoard(options: TensorBoardOptions): TensorBoardEvents {
  const { folder, updates, label } = readOptions<
    Required<TensorBoardOptions> & { readonly folder: string }
  >(
    'tensorBoard',
    options,
    { folder: folderPath, label: readLabel },
    { updates: false, label: 'downhill' },
  );
  return tensorBoardEvents({
    train: eventFile(join(folder, 'train'), label),
    validation: eventFile(join(folder, 'validation'), label),
    updates,
  });
}
