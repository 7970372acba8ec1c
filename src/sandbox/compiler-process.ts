import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { killBound, spawnBound } from './bound-process.ts';
import type { Asked, Compilation } from './compiler.ts';
import type { Cause } from './ending.ts';
import { frame, FrameReader } from './frame.ts';
import { KeptOutput } from './kept-output.ts';
import { compilerEntry } from './packages.ts';
import type { Limits } from './sandbox.ts';
import { Watchdog } from './watchdog.ts';

/** What came of a file, and the milliseconds that it took. Without an answer the process is gone. */
export interface CompilerOutcome {
  readonly answer?: Compilation | undefined;
  /** Why it was killed. */
  readonly cause?: Cause | undefined;
  readonly milliseconds: number;
}

/** Milliseconds of work after which a process takes no other file: what the system gives it counts for all of them. */
const most = 5000;

/** Those that wait for another file. */
const waiting = new Set<CompilerProcess>();

/** A process that compiles learners' files, one at a time. No code of theirs runs in it, so the next file may follow. */
export class CompilerProcess {
  readonly #child: ChildProcess;
  readonly #channel: Socket;
  readonly #error: KeptOutput;
  readonly #folder = process.cwd();
  #spent = 0;
  #gone = false;
  #told: (answer?: Compilation) => void = () => {};

  /** Starts one that waits in this folder, unless one does. */
  static prepare(timeout: number): void {
    if (![...waiting].some((one) => one.#isHere)) new CompilerProcess(timeout).#wait();
  }

  /** One that waits in this folder; undefined where there is none. */
  static waiting(): CompilerProcess | undefined {
    const found = [...waiting].find((one) => one.#isHere);
    if (found === undefined) return undefined;
    waiting.delete(found);
    found.#hold(true);
    return found;
  }

  /** @param timeout seconds that one file may take */
  constructor(timeout: number) {
    this.#child = spawnBound(['--no-warnings', compilerEntry], this.#folder, timeout);
    this.#channel = this.#child.stdio[3] as Socket;
    this.#error = new KeptOutput(this.#child.stderr as Socket);
    this.#child.stdout?.resume();
    const answers = new FrameReader();
    this.#channel.on('data', (piece: Buffer) => {
      for (const answer of answers.add(piece)) this.#told(answer as Compilation);
    });
    this.#channel.on('error', () => {});
    for (const gone of ['close', 'error']) {
      this.#child.once(gone, () => {
        this.#gone = true;
        waiting.delete(this);
        this.#told();
      });
    }
  }

  get #isHere(): boolean {
    return this.#folder === process.cwd();
  }

  /** What it wrote to standard error. */
  get error(): string {
    return this.#error.text;
  }

  /** Compiles a file within its limits, of which the start of a new process takes a part; the signal kills the process. */
  async compile(
    asked: Asked,
    limits: Pick<Limits, 'timeout' | 'memory'>,
    signal?: AbortSignal,
  ): Promise<CompilerOutcome> {
    let cause: Cause | undefined;
    const watchdog = new Watchdog(this.#child.pid ?? 0, limits, (one) => {
      cause ??= one;
      this.stop();
    });
    const end = () => this.stop();
    signal?.addEventListener('abort', end);
    const answered = new Promise<Compilation | undefined>((resolve) => {
      this.#told = resolve;
      if (this.#gone) resolve(undefined);
    });
    this.#channel.write(frame(asked));
    const answer = await watchdog.during(() => answered);
    signal?.removeEventListener('abort', end);
    this.#spent += watchdog.spent;
    if (cause === undefined && answer !== undefined && this.#spent < most) this.#wait();
    else this.stop();
    return { answer, cause, milliseconds: watchdog.spent };
  }

  /** Ends the process at once. */
  stop(): void {
    waiting.delete(this);
    killBound(this.#child);
  }

  #wait(): void {
    this.#hold(false);
    waiting.add(this);
  }

  /** Whether the program waits for it before it ends. */
  #hold(held: boolean): void {
    for (const one of [this.#child, ...(this.#child.stdio as (Socket | null)[])]) {
      if (held) one?.ref();
      else one?.unref();
    }
  }
}

/** Ends those that wait for another file. */
export function stopCompilers(): void {
  for (const one of waiting) one.stop();
}
