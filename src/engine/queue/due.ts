/** Milliseconds that count as one moment: priorities are few. */
const step = 10 * 60_000;
const first = Date.UTC(2025, 0);
/** The least urgent that brokers know. */
const last = 2 ** 21 - 1;

/** A place in the order of all jobs, 1 the first: what is due first goes first, and what has no date at the end. */
export function dueFirst(due: Date | undefined): number {
  if (due === undefined) return last;
  return Math.min(Math.max(1, Math.floor((due.getTime() - first) / step)), last - 1);
}
