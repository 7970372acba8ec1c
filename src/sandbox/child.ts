/**
 * The process in which a learner's file runs; started by `LearnerProcess`, never imported. It loads the libraries and a
 * backend before the learner's code, then does what it is told over file descriptor 3, and answers with numbers and facts.
 */
import { Buffer } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { useBackend, type BackendName } from '../backend/index.ts';
import { runSeed } from '../training/run.ts';
import { foreign } from '../training/trainee.ts';
import { observe, type Form } from '../verify/observe.ts';
import type { Probe } from '../verify/probe.ts';
import { thrown } from '../verify/thrown.ts';
import { watchBuiltIns } from './built-ins.ts';
import { compiledName } from './compiled-name.ts';
import { withResource } from './denial.ts';
import { channelLost, frame, FrameReader } from './frame.ts';
import { LibraryClasses } from './library-classes.ts';
import { packages } from './packages.ts';
import { subjectOf, type Subject } from './subject.ts';
import type { Reply, Request, Thrown, Traces } from './words.ts';

const channel = 3;
/** What the harness needs once foreign code has run, kept from before. */
const kept = {
  write: writeSync,
  read: readSync,
  exit: process.exit.bind(process),
  later: setImmediate,
};
let token = '';

function say(reply: Reply): void {
  try {
    const bytes = frame({ token, reply });
    for (let at = 0; at < bytes.length;) at += kept.write(channel, bytes, at);
  } catch {
    kept.exit(channelLost);
  }
}

/** The next request. Waits without a turn of the event loop: between requests the learner's timers and listeners rest. */
function* requests(): Generator<Request, never> {
  const reader = new FrameReader();
  const piece = Buffer.allocUnsafe(64 * 1024);
  for (;;) {
    let size = 0;
    try {
      size = kept.read(channel, piece, 0, piece.length, null);
    } catch {
      kept.exit(channelLost);
    }
    if (size === 0) kept.exit(0);
    yield* reader.add(Buffer.from(piece.subarray(0, size))) as Generator<Request>;
  }
}

/** One turn of the event loop, in which rejections nobody handles come to light. */
const turn = () => new Promise<void>((resolve) => kept.later(resolve));

const told = (error: unknown): Thrown => {
  const { message, stack } = thrown(error);
  return cut({ message: withResource(message, error), ...(stack && { stack }) });
};

/** What a learner's code says may have any length; a message to the examiner has not. */
function cut<T extends Thrown>({ message, stack, ...rest }: T): Thrown & Omit<T, keyof Thrown> {
  return {
    ...rest,
    message: message.slice(0, 2000),
    ...(stack && { stack: stack.slice(0, 4000) }),
  };
}

/** No signals to other processes, and no way below the modules. */
function lockUp(): void {
  const refuse = () => {
    throw new Error('a file under examination may not send signals');
  };
  for (const name of ['kill', '_kill', '_debugProcess', '_debugEnd']) {
    Object.defineProperty(process, name, { value: refuse });
  }
  for (const name of ['binding', '_linkedBinding']) Reflect.deleteProperty(process, name);
  syncBuiltinESMExports();
}

/** Output goes out at once: what waits in a queue would count as the file's memory, and be lost when the process is killed. */
function writeThrough(stream: NodeJS.WriteStream): void {
  const { _handle } = stream as { _handle?: { setBlocking?(on: boolean): void } };
  _handle?.setBlocking?.(true);
}

/** What ends the process when the learner's code fails where nobody waits for it. */
function escape(by: 'exception' | 'rejection') {
  return (error: unknown) => {
    say({ escaped: { ...told(error), by } });
    kept.exit(1);
  };
}

/** Passes everything on to `subject`, and shows what it gives. */
function overseen(subject: object, see: (made: unknown) => void): unknown {
  const { apply, construct } = Reflect;
  const shown = <T>(made: T): T => {
    see(made);
    return made;
  };
  return new Proxy(subject, {
    apply: (target, self, args) => shown(apply(target as () => unknown, self, args) as unknown),
    construct: (target, args) => shown(construct(target as new () => object, args) as object),
  });
}

async function main(): Promise<void> {
  const [downhill, tfjs] = (await Promise.all([
    import(packages.downhill),
    import(packages.tfjs),
  ])) as [Record<string, unknown>, Record<string, unknown>];
  const { name: backend } = await useBackend(process.argv[2] as BackendName);
  const classes = new LibraryClasses({ downhill, tfjs });
  for (const stream of [process.stdout, process.stderr]) writeThrough(stream);
  lockUp();
  // Not a listener: those can be removed.
  process.setUncaughtExceptionCaptureCallback(escape('exception'));
  process.on('unhandledRejection', escape('rejection'));
  process.on('beforeExit', () => {
    say({ stuck: true });
    kept.exit(0);
  });
  const changed = watchBuiltIns();
  say({ ready: { backend } });

  let subject: Subject | undefined;
  let made: Traces['made'];
  for (const request of requests()) {
    if ('load' in request) {
      token = request.load.token;
      subject = await load(request.load.text, classes);
    } else if (subject !== undefined && 'train' in request) {
      await train(subject, request.train);
    } else if (subject !== undefined && 'observe' in request) {
      const watched = overseen(subject.value, (value) => {
        if (made !== undefined || value === null || !/object|function/.test(typeof value)) return;
        made = { ...classes.lineage(value), constructorName: constructorName(value as object) };
      });
      await tell(watched, request.observe.form, request.observe.probes);
      say({ done: { ...(made && { made }), used: classes.used, changed: changed() } });
    }
  }
}

async function load(text: string, classes: LibraryClasses): Promise<Subject | undefined> {
  try {
    const code = `${text}\n//# sourceURL=${compiledName}\n`;
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const module = (await import(url)) as object;
    await turn();
    const found = subjectOf(module, classes.ofRule);
    if (typeof found === 'string') {
      say({ failed: { message: found } });
      return undefined;
    }
    const { exportedAs, value, form } = found;
    const { name } = value as { name?: unknown };
    say({
      loaded: {
        exportedAs,
        form,
        name: typeof name === 'string' ? name.slice(0, 100) : '',
        lineage: classes.lineage(value),
      },
    });
    return found;
  } catch (error) {
    say({ failed: told(error) });
    return undefined;
  }
}

async function tell(subject: unknown, form: Form, probes: readonly Probe[]): Promise<void> {
  for await (const observation of observe(subject, form, probes)) {
    await turn();
    const { thrown: error } = observation;
    say({ observation: error ? { ...observation, thrown: cut(error) } : observation });
  }
}

/** One seed of an experiment, with what the file makes as its optimizer. */
async function train(
  { value, form }: Subject,
  { experiment, seed }: Extract<Request, { train: unknown }>['train'],
): Promise<void> {
  try {
    const trained = await runSeed(experiment, seed, {
      make: (spec) => {
        const { name: _, ...options } = spec;
        const made =
          form === 'class'
            ? new (value as new (options: object) => unknown)(options)
            : (value as (options: object) => unknown)(options);
        return foreign(made, options['learningRate']);
      },
    });
    await turn();
    say({ trained });
  } catch (error) {
    say({ untrained: told(error) });
  }
}

function constructorName(value: object): string {
  try {
    const { name } = value.constructor as { name?: unknown };
    return typeof name === 'string' ? name.slice(0, 100) : '';
  } catch {
    return '';
  }
}

void main().catch(escape('exception'));
