import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import type { Experiment } from '../training/experiment.ts';
import type { SeedResult } from '../training/run.ts';
import type { Form } from '../verify/observe.ts';
import type { Observation, Probe } from '../verify/probe.ts';
import { UsageError } from '../shared/errors.ts';
import type { Compiled } from './compile.ts';
import { killBound } from './bound-process.ts';
import { ending, type Cause, type Ending, type Moment } from './ending.ts';
import { channelLost, frame, FrameReader } from './frame.ts';
import { KeptOutput } from './kept-output.ts';
import { readReply } from './read-reply.ts';
import { spawnSandboxed, standardLimits, type Limits } from './sandbox.ts';
import { stackInSource } from './stack-in-source.ts';
import { Watchdog } from './watchdog.ts';
import type { Offer, Reply, Request, Thrown, Traces } from './words.ts';

/**
 * A contained process for one learner's file. It is started ahead, with libraries and backend loaded, and takes one file.
 * Whatever that file does ends in one `Ending`; nothing that it sends is believed beyond being numbers.
 */
export class LearnerProcess {
  /** Resolves to the backend that tfjs runs on; rejects when the process cannot start at all, which is no learner's fault. */
  readonly ready: Promise<string>;
  /** Resolves once the process is gone. */
  readonly ended: Promise<Ending>;

  readonly #child: ChildProcess;
  readonly #channel: Duplex;
  readonly #limits: Limits;
  readonly #watchdog: Watchdog;
  readonly #output: { readonly stdout: KeptOutput; readonly stderr: KeptOutput };
  readonly #frames = new FrameReader();
  readonly #replies: Reply[] = [];
  /** Unknown to the learner's code: whoever writes into the channel without it is not the harness. */
  #token = '';
  #wake: () => void = () => {};
  /** Why it is to end. */
  #cause: Cause | undefined;
  /** How it went, once it is gone; what it said before, and nobody has read yet, may say why. */
  #went: Cause | undefined;
  #moment: Moment = { loading: true };
  #compiled: Compiled | undefined;
  #traces: Traces = { used: [] };

  /** Starts a process that waits for a file. `timeout` begins to count when it gets one. */
  static start(limits: Partial<Limits> = {}): LearnerProcess {
    return new LearnerProcess({ ...standardLimits, ...limits });
  }

  private constructor(limits: Limits) {
    this.#limits = limits;
    const child = spawnSandboxed(limits);
    this.#child = child;
    // Without a process nothing is ever watched.
    this.#watchdog = new Watchdog(child.pid ?? 0, limits, (cause) => void this.#end(cause));
    const [stdout, stderr] = [child.stdout, child.stderr] as [Readable, Readable];
    this.#output = { stdout: new KeptOutput(stdout), stderr: new KeptOutput(stderr) };
    this.#channel = child.stdio[3] as Duplex;
    this.#channel.on('data', (piece: Buffer) => this.#hear(piece));
    this.#channel.on('error', () => {});
    this.ended = new Promise((resolve) => {
      const over = (cause: Cause) => {
        this.#went = cause;
        this.#wake();
        resolve(ending(this.#cause ?? cause, this.#moment));
      };
      child.on('error', (error) => over({ how: 'unloadable', reason: error.message }));
      child.on('close', (code, signal) => over(this.#howItWent(code, signal)));
    });
    this.ready = this.#next().then((first) => {
      if ('ready' in first) return first.ready.backend;
      this.stop();
      const why = 'escaped' in first ? first.escaped.message : this.output.stderr.trim();
      throw new UsageError({ rule: `the examiner's process did not start: ${why}` });
    });
    // Whoever loads a file into it hears of it there.
    this.ready.catch(() => {});
  }

  /** What the file printed so far, cut. */
  get output(): { readonly stdout: string; readonly stderr: string } {
    return { stdout: this.#output.stdout.text, stderr: this.#output.stderr.text };
  }

  /** What was seen beside the observations; complete when they are. */
  get traces(): Traces {
    return this.#traces;
  }

  /** Runs the file's own code. Once only. Resolves to what it offers, or how it ended. */
  async load(compiled: Compiled): Promise<Offer | Ending> {
    await this.ready;
    this.#compiled = compiled;
    this.#token = randomBytes(16).toString('hex');
    this.#watchdog.spend(compiled.milliseconds);
    return this.#watchdog.during(async () => {
      this.#ask({ load: { text: compiled.text, token: this.#token } });
      const reply = await this.#next();
      if ('loaded' in reply) return reply.loaded;
      if ('failed' in reply) return this.#end({ how: 'unloadable', ...this.#why(reply.failed) });
      return this.#unexpected(reply);
    });
  }

  /**
   * Runs probes on what the file offers. Hands out each observation as it comes; the generator's own result is how it
   * ended, and `finished` means that every probe was run.
   */
  async *observe(form: Form, probes: readonly Probe[]): AsyncGenerator<Observation, Ending> {
    this.#moment = { loading: false };
    this.#ask({ observe: { form, probes } });
    for (const [i, { id }] of probes.entries()) {
      const finished = probes[i - 1]?.id;
      this.#moment = { loading: false, probe: id, ...(finished !== undefined && { finished }) };
      const reply = await this.#watchdog.during(() => this.#next());
      if (!('observation' in reply) || reply.observation.id !== id) return this.#unexpected(reply);
      const { thrown, ...seen } = reply.observation;
      yield thrown ? { ...seen, thrown: { ...thrown, ...this.#stack(thrown) } } : seen;
    }
    const finished = probes.at(-1)?.id;
    this.#moment = { loading: false, ...(finished !== undefined && { finished }) };
    const last = await this.#watchdog.during(() => this.#next());
    if (!('done' in last)) return this.#unexpected(last);
    this.#traces = last.done;
    return ending({ how: 'finished' }, this.#moment);
  }

  /** Trains one seed of an experiment with the optimizer that the file offers. Resolves to what came of it, or how it ended. */
  async train(experiment: Experiment, seed: number): Promise<SeedResult | Ending> {
    this.#moment = { loading: false, training: true };
    return this.#watchdog.during(async () => {
      this.#ask({ train: { experiment, seed } });
      const reply = await this.#next();
      if ('trained' in reply) return reply.trained;
      if ('untrained' in reply) return this.#end({ how: 'threw', ...this.#why(reply.untrained) });
      return this.#unexpected(reply);
    });
  }

  /** Ends the process at once. */
  stop(): void {
    this.#cause ??= { how: 'finished' };
    killBound(this.#child);
  }

  #ask(request: Request): void {
    this.#channel.write(frame(request));
  }

  #hear(piece: Buffer): void {
    if (this.#cause !== undefined) return;
    try {
      for (const value of this.#frames.add(piece)) {
        const reply = readReply(value, this.#token);
        if (reply === undefined) throw new Error('not a reply');
        this.#replies.push(reply);
      }
    } catch {
      void this.#end({ how: 'tampered' });
    }
    this.#wake();
  }

  /** The next reply, or the ending when none comes any more. */
  async #next(): Promise<Reply | Ending> {
    for (;;) {
      const reply = this.#replies.shift();
      if (reply !== undefined) return reply;
      if (this.#went !== undefined) return ending(this.#cause ?? this.#went, this.#moment);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** The ending that an unexpected reply means. */
  #unexpected(reply: Reply | Ending): Promise<Ending> {
    if ('how' in reply) return Promise.resolve(reply);
    if ('stuck' in reply) return this.#end({ how: 'stuck' });
    if ('escaped' in reply) {
      const how = reply.escaped.by === 'exception' ? 'threw' : 'rejected';
      return this.#end({ how, ...this.#why(reply.escaped) });
    }
    return this.#end({ how: 'tampered' });
  }

  /** Kills the process for a reason, and waits until it is gone. */
  async #end(cause: Cause): Promise<Ending> {
    this.#cause ??= cause;
    killBound(this.#child);
    await this.ended;
    return ending(this.#cause, this.#moment);
  }

  #howItWent(code: number | null, signal: string | null): Cause {
    const { memory: megabytes } = this.#limits;
    if (code === channelLost) return { how: 'tampered' };
    if (signal === 'SIGXCPU') return { how: 'timeout', seconds: this.#limits.timeout };
    if (signal === null) return { how: 'left', code: code ?? 0 };
    const full = /heap out of memory|Fatal process out of memory/.test(this.output.stderr);
    return full ? { how: 'memory', megabytes } : { how: 'crashed', signal };
  }

  #why(thrown: Thrown): { readonly reason: string; readonly stack?: string } {
    return { reason: thrown.message, ...this.#stack(thrown) };
  }

  #stack({ stack }: Thrown): { readonly stack?: string } {
    if (stack === undefined || this.#compiled === undefined) return {};
    return { stack: stackInSource(stack, this.#compiled) };
  }
}
