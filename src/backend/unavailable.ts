import { NoDevice } from './backend.ts';
import { backends, type BackendName } from './backends.ts';

/** Why a backend cannot be used, and what to type or do to get it. */
export interface Unavailable {
  readonly reason: string;
  readonly remedy: string;
}

/** What the error says that a backend's `start` threw. */
export function unavailable(name: BackendName, error: unknown): Unavailable {
  return {
    reason: error instanceof Error ? error.message : String(error),
    remedy: error instanceof NoDevice ? error.remedy : backends[name].remedy,
  };
}
