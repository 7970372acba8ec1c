export { availability, type Availability } from './availability.ts';
export { hasTotals } from './program.ts';
export { NotRecorded, Tape, type Update } from './tape.ts';
export { runUpdates, type KernelUpdate } from './update-kernel.ts';
