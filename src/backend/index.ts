export type { BackendName } from './backend-names.ts';
export { remedyOf } from './unavailable.ts';
export { inspect, type BackendState, type Inspection } from './inspect.ts';
export { useBackend, type BackendInUse } from './use-backend.ts';
