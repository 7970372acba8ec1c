export { asker, inQueue, type Asker } from './asker.ts';
export { attend, otherVersion, type Attendant, type Trade } from './attend.ts';
export { openBroker, type Broker } from './broker.ts';
export { counts, type Counts } from './counts.ts';
export type { Errand } from './errand.ts';
export { queueWorkers, running } from './queue-workers.ts';
export { runTrade, type RunTrade } from './run-trade.ts';
