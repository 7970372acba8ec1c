import type { Backend } from './backend.ts';
import type { BackendName } from './backend-names.ts';
import { cpu } from './cpu.ts';
import { tensorflow } from './tensorflow.ts';
import { wasm } from './wasm.ts';
import { webgpu } from './webgpu.ts';

/** Every backend by its name. */
export const backends: Readonly<Record<BackendName, Backend>> = { tensorflow, wasm, webgpu, cpu };

/** What `auto` tries, best first. `webgpu` is not among them: who has a card that is worth it asks for it by name. */
export const preferred: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];
