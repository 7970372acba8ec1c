import { LearnerProcess } from './learner-process.ts';
import type { Limits } from './sandbox.ts';

/** Keeps one process ready before it is needed: for the next file of a batch, or the next save of a watched one. */
export class Spare {
  readonly #limits: Partial<Limits>;
  #ready: LearnerProcess | undefined;

  constructor(limits: Partial<Limits> = {}) {
    this.#limits = limits;
  }

  /** The process that is ready, or one that starts now. With `more` the next starts behind it. The taker stops it. */
  take(more = true): LearnerProcess {
    const taken = this.#ready ?? LearnerProcess.start(this.#limits);
    this.#ready = undefined;
    if (more) this.prepare();
    return taken;
  }

  /** Starts the next process now, unless it is there. */
  prepare(): void {
    this.#ready ??= LearnerProcess.start(this.#limits);
  }

  /** Stops the process that nobody took. */
  close(): void {
    this.#ready?.stop();
    this.#ready = undefined;
  }
}
