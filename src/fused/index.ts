export { availability, type Availability } from './availability.ts';
export { hasTotals } from './program.ts';
export { NotRecorded, Tape, type Update } from './tape.ts';
export type { KernelUpdate } from './kernel-update.ts';
export { runUpdates } from './update-kernel.ts';
