import type { Backend } from './backend.ts';
import { cpu } from './cpu.ts';
import { tensorflow } from './tensorflow.ts';
import { wasm } from './wasm.ts';
import { webgpu } from './webgpu.ts';

/** Every backend by its name, as `--backend` and tfjs call it. */
export const backends = { tensorflow, wasm, webgpu, cpu } as const satisfies Record<
  string,
  Backend
>;

/** Name of a backend. */
export type BackendName = keyof typeof backends;

/** What `auto` tries, best first. `webgpu` is not among them: who has a card that is worth it asks for it by name. */
export const preferred: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];
