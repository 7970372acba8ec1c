export type { Backend } from './backend.ts';
export { backends, preferred, type BackendName } from './backends.ts';
export { remedyOf } from './unavailable.ts';
export { inspect, type BackendState, type Inspection } from './inspect.ts';
export { useBackend, type BackendInUse } from './use-backend.ts';
