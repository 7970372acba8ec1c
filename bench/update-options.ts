import { parseArgs } from 'node:util';
import { backends } from '#src/backend/backends';
import type { BackendName } from '#src/backend/index';
import { quieten } from '#src/backend/quieten';
import { unavailable } from '#src/backend/unavailable';
import { UsageError } from '#src/shared/errors';
import { lookUp } from '#src/shared/look-up';
import { peerTimes } from './peers.ts';
import { alike } from './update-times.ts';

const options = {
  quick: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  backends: { type: 'string', default: 'wasm,cpu' },
  python: { type: 'string' },
} as const;

/** What `npm run bench` was asked for. */
export interface UpdateOptions {
  readonly quick: boolean;
  readonly write: boolean;
  readonly json: boolean;
  /** What to measure on, in this order. */
  readonly backends: readonly BackendName[];
  /** A Python to time as well. */
  readonly python?: string | undefined;
}

/**
 * Reads the words after the command and tries all that they name, because what is missing is better said before the
 * minutes of measuring than after.
 * @throws UsageError for unknown options and backends, a backend that does not start, a Python without PyTorch and Optax
 */
export async function updateOptions(words: readonly string[]): Promise<UpdateOptions> {
  const { backends: listed, ...asked } = read(words);
  const names = listed.split(',') as BackendName[];
  for (const name of names) lookUp('backend', name, backends);
  if (asked.json && asked.write) {
    throw new UsageError({ rule: '--json and --write exclude each other', remedy: 'take one' });
  }
  if (asked.python !== undefined && !names.includes('wasm')) {
    throw new UsageError({
      rule: '--python times others beside the kernel on wasm',
      got: `--backends ${listed}`,
    });
  }
  quieten();
  for (const name of names) await tryBackend(name);
  // One weight: what there is to time is known in two seconds.
  if (asked.python !== undefined) peerTimes(asked.python, alike('1', 1, [1]));
  return { ...asked, backends: names };
}

function read(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    const [rule = ''] = (error as Error).message.split(/\.\s/);
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError({
      rule: rule.charAt(0).toLowerCase() + rule.slice(1),
      remedy: `known: ${known.join(', ')}`,
    });
  }
}

async function tryBackend(name: BackendName): Promise<void> {
  try {
    await backends[name].start();
  } catch (error) {
    const { reason, remedy } = unavailable(name, error);
    throw new UsageError({
      rule: `backend "${name}" cannot be used: ${reason}`,
      remedy: `to get it: ${remedy}`,
    });
  }
}
