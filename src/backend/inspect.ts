import { readFile } from 'node:fs/promises';
import { version as tfjs } from '@tensorflow/tfjs';
import type { BackendName } from './backend-names.ts';
import { backends, preferred } from './backends.ts';
import { remedyOf } from './unavailable.ts';
import { selfTestInOwnProcess } from './in-own-process.ts';

/** What one backend can do here, found by running it in a process of its own. */
export interface BackendState {
  readonly name: BackendName;
  readonly about: string;
  readonly available: boolean;
  /** What it computes on; only where it is available. */
  readonly device?: string;
  /** Milliseconds that its first gradient took, start-up excluded; only where it is available. */
  readonly milliseconds?: number;
  /** Kernels of tfjs's cpu that it lacks, by their names in tfjs; only where it is available. */
  readonly missing?: readonly string[];
  /** The rules that update a matrix there by tensor operations instead of one kernel, by name with the reason; only where it is available. */
  readonly tensorUpdates?: Readonly<Record<string, string>>;
  /** Why not; only where it is not available. */
  readonly reason?: string;
  /** What to type or do to get it; only where it is not available. */
  readonly remedy?: string;
}

/** What `downhill doctor` tells about the machine; plain data. */
export interface Inspection {
  readonly node: string;
  readonly downhill: string;
  readonly tfjs: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  readonly backends: readonly BackendState[];
  /** What `auto` takes: the best that is available; null if none is. */
  readonly auto: BackendName | null;
}

/** Versions, and every backend tried out in a process of its own. Takes a few seconds; never throws for a broken backend. */
export async function inspect(env: NodeJS.ProcessEnv = process.env): Promise<Inspection> {
  const states: BackendState[] = [];
  for (const name of Object.keys(backends) as BackendName[]) states.push(await stateOf(name, env));
  const isAvailable = (name: BackendName) =>
    states.some((state) => state.name === name && state.available);
  return {
    node: process.versions.node,
    downhill: await ownVersion(),
    tfjs: tfjs.tfjs,
    platform: `${process.platform} ${process.arch}`,
    backends: states,
    auto: preferred.find(isAvailable) ?? null,
  };
}

async function stateOf(name: BackendName, env: NodeJS.ProcessEnv): Promise<BackendState> {
  const { about } = backends[name];
  const remedy = remedyOf(name);
  const result = await selfTestInOwnProcess(name, env);
  return 'device' in result
    ? { name, about, available: true, ...result }
    : { name, about, available: false, remedy, ...result };
}

async function ownVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
