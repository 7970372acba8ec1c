/** Gathers what comes one by one, and sends it together. */
export interface Gathered<T> {
  add(one: T): void;
  /** Sends what has come so far, and resolves when that and all before it has arrived. */
  sent(): Promise<void>;
}

/** Milliseconds for which something may wait for others: far less than a queue holds work for. */
const pause = 100;

/** @param send must not throw */
export function gathered<T>(send: (all: readonly T[]) => Promise<void>): Gathered<T> {
  let all: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let arrived: Promise<unknown> = Promise.resolve();
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (all.length === 0) return;
    arrived = Promise.all([arrived, send(all)]);
    all = [];
  };
  return {
    add(one) {
      all.push(one);
      timer ??= setTimeout(flush, pause);
    },
    async sent() {
      flush();
      await arrived;
    },
  };
}
