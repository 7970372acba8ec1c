/**
 * The process in which a learner's file runs; started by `LearnerProcess`, never imported. It loads the libraries and a
 * backend before the learner's code, then does what it is told over file descriptor 3, and answers with numbers and facts.
 */
import { readFileSync, readSync, writeSync } from 'node:fs';
import { startupSnapshot } from 'node:v8';
import * as tfjs from '@tensorflow/tfjs';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as downhill from 'downhill';
import { useBackend, type BackendName } from '../backend/index.ts';
import { useDiabetes, useDigits } from '../problems/index.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { runSeed } from '../training/run.ts';
import { foreign } from '../training/trainee.ts';
import type { Instruments } from '../verify/instruments.ts';
import { observe } from '../verify/observe.ts';
import { thrown } from '../verify/thrown.ts';
import { channelLost, frame, FrameReader } from './frame.ts';
import { freezeLanguage } from './frozen-language.ts';
import { offerGlobals } from './learner-globals.ts';
import { learnerModules } from './learner-module.ts';
import { watchLibraries } from './library-use.ts';
import { sealTensors } from './sealed-tensors.ts';
import { subjectOf, type Subject } from './subject.ts';
import type { Reply, Request, Thrown } from './words.ts';

const channel = 3;
/** What the harness needs once foreign code has run, kept from before; foreign code sees nothing of it. */
const kept = {
  write: writeSync,
  read: readSync,
  exit: process.exit.bind(process),
  later: setImmediate,
};
/** What problems would read from disk, where by then nothing can: read before, and handed in when they are trained on. */
const data = new Map(
  Object.entries({
    digits: ['digits.bin', useDigits] as const,
    diabetes: ['diabetes.csv', useDiabetes] as const,
  }).map(([problem, [file, use]]) => {
    const bytes = readFileSync(new URL(`../../src/problems/${file}`, import.meta.url));
    return [problem, () => use(bytes)];
  }),
);
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
  const piece = new Uint8Array(64 * 1024);
  for (;;) {
    let size = 0;
    try {
      size = kept.read(channel, piece, 0, piece.length, null);
    } catch {
      kept.exit(channelLost);
    }
    if (size === 0) kept.exit(exitCodes.well);
    yield* reader.add(piece.slice(0, size)) as Generator<Request>;
  }
}

/** One turn of the event loop, in which rejections nobody handles come to light. */
const turn = () => new Promise<void>((resolve) => kept.later(resolve));

const told = (error: unknown): Thrown => {
  const { message, stack } = thrown(error);
  return cut({ message, ...(stack && { stack }) });
};

/** What a learner's code says may have any length; a message to the examiner has not. */
function cut<T extends Thrown>({ message, stack, ...rest }: T): Thrown & Omit<T, keyof Thrown> {
  return {
    ...rest,
    message: message.slice(0, 2000),
    ...(stack && { stack: stack.slice(0, 4000) }),
  };
}

/** What ends the process when the learner's code fails where nobody waits for it. */
function escape(by: 'exception' | 'rejection') {
  return (error: unknown) => {
    say({ escaped: { ...told(error), by } });
    kept.exit(exitCodes.failed);
  };
}

async function main(): Promise<void> {
  const { name: backend } = await useBackend(process.argv[2] as BackendName);
  const { offered, used, ofRule } = watchLibraries({ downhill, tfjs });
  // Not a listener: those can be removed.
  process.setUncaughtExceptionCaptureCallback(escape('exception'));
  process.on('unhandledRejection', escape('rejection'));
  process.on('beforeExit', () => {
    say({ stuck: true });
    kept.exit(exitCodes.well);
  });
  const run = learnerModules(
    {
      downhill: offered,
      '@tensorflow/tfjs': tfjs,
      '@tensorflow/tfjs-backend-wasm': wasm,
    },
    offerGlobals(),
  );
  const instruments = sealTensors();
  freezeLanguage();
  say({ ready: { backend } });

  let subject: Subject | undefined;
  for (const request of requests()) {
    if ('load' in request) {
      token = request.load.token;
      subject = await load(async () => subjectOf(await run(request.load.text), ofRule));
    } else if (subject !== undefined && 'train' in request) {
      await train(subject, request.train);
    } else if (subject !== undefined && 'observe' in request) {
      await tell(subject.value, request.observe, instruments);
      say({ done: { used: used() } });
    }
  }
}

async function load(run: () => Promise<Subject | string>): Promise<Subject | undefined> {
  try {
    const found = await run();
    await turn();
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
      },
    });
    return found;
  } catch (error) {
    say({ failed: told(error) });
    return undefined;
  }
}

async function tell(
  subject: unknown,
  { form, probes }: Extract<Request, { observe: unknown }>['observe'],
  instruments: Instruments,
): Promise<void> {
  for await (const observation of observe(subject, form, probes, instruments)) {
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
    data.get(experiment.problem.name)?.();
    data.delete(experiment.problem.name);
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

const start = () => void main().catch(escape('exception'));
// The build keeps a process that has come this far, and later ones go on from here.
if (startupSnapshot.isBuildingSnapshot()) startupSnapshot.setDeserializeMainFunction(start);
else start();
