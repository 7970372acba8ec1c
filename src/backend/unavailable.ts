import { existsSync } from 'node:fs';
import { NoDevice } from './backend.ts';
import type { BackendName } from './backend-names.ts';
import { backends } from './backends.ts';

/** Why a backend cannot be used, and what to type or do to get it. */
export interface Unavailable {
  readonly reason: string;
  readonly remedy: string;
}

/** What the error says that a backend's `start` threw. */
export function unavailable(name: BackendName, error: unknown): Unavailable {
  return {
    reason: error instanceof Error ? error.message : String(error),
    remedy: error instanceof NoDevice ? error.remedy : remedyOf(name),
  };
}

/** What to type to get a backend, where we are: a clone has the installer, an installed package has not. */
export function remedyOf(name: BackendName): string {
  const isClone = existsSync(new URL('../../native/', import.meta.url));
  return backends[name].remedy[isClone ? 'clone' : 'project'];
}
