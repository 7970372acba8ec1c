import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Cause } from './ending.ts';
import { residentMemory } from './resident-memory.ts';
import type { Limits } from './sandbox.ts';

type Bark = (cause: Cause) => void;

/** Milliseconds between two looks at the memory. */
const lookEvery = 50;

/** However busy the machine is, nobody runs longer than this many times the limit. */
const mostPatience = 3;

/**
 * Measures what a process takes while it works: time and memory. Time in which it is not its turn does not count, nor, on
 * Linux, time in which it waits for a processor because others are at work.
 */
export class Watchdog {
  readonly #pid: number;
  readonly #limits: Pick<Limits, 'timeout' | 'memory'>;
  readonly #bark: Bark;
  /** Milliseconds that are left. */
  #left: number;

  /** @param bark called when a limit is passed; may be called again until the work ends */
  constructor(pid: number, limits: Pick<Limits, 'timeout' | 'memory'>, bark: Bark) {
    this.#pid = pid;
    this.#limits = limits;
    this.#bark = bark;
    this.#left = limits.timeout * 1000;
  }

  /** Takes off time that was spent elsewhere. */
  spend(milliseconds: number): void {
    this.#left -= milliseconds;
  }

  /** Milliseconds that were spent. */
  get spent(): number {
    return this.#limits.timeout * 1000 - this.#left;
  }

  /** Does something under watch. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const waitedBefore = waited(this.#pid);
    const own = () => {
      const all = performance.now() - begun;
      return Math.max(all / mostPatience, all - (waited(this.#pid) - waitedBefore));
    };
    let over = false;
    let clock: NodeJS.Timeout;
    const check = () => {
      const left = this.#left - own();
      // Looking too often would itself keep a processor busy.
      if (left > 1) clock = setTimeout(check, Math.max(left, 20));
      else this.#bark({ how: 'timeout', seconds: this.#limits.timeout });
    };
    clock = setTimeout(check, Math.max(this.#left, 0));
    const scale = setInterval(() => {
      void residentMemory(this.#pid).then((bytes = 0) => {
        const megabytes = this.#limits.memory;
        if (bytes > megabytes * 2 ** 20 && !over) this.#bark({ how: 'memory', megabytes });
      });
    }, lookEvery);
    try {
      return await work();
    } finally {
      over = true;
      clearTimeout(clock);
      clearInterval(scale);
      this.#left -= own();
    }
  }
}

/** Milliseconds that the process's main thread was ready and had no processor; 0 where the system does not say. */
function waited(pid: number): number {
  if (process.platform !== 'linux') return 0;
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8');
    return Number(text.split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
}
