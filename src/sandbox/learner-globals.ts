import { Console } from 'node:console';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { languageNames, settle } from './frozen-language.ts';

/** Taken now: `node:console` has none in a process that goes on from a snapshot. */
const OwnConsole = Console;

/** Of what Node adds to the language: what computes, tells the time, or waits. */
const offered =
  'global process Buffer URL URLSearchParams TextEncoder TextDecoder structuredClone queueMicrotask setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate performance AbortController AbortSignal Event EventTarget DOMException atob btoa'.split(
    ' ',
  );

/**
 * Leaves a learner's file the globals of the language and of `offered`, none of which it can change; of `process` what is
 * harmless, and a `console` that holds no stream. Functions that reach files and the network are taken out of the modules
 * that libraries hold.
 * @returns what now stands in the place of `process` and `console`
 */
export function offerGlobals(): Readonly<Record<'process' | 'console', object>> {
  const stands = { process: harmlessProcess(), console: plainConsole() };
  const kept = new Set([...languageNames(), ...offered]);
  for (const [name, value] of Object.entries(stands)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  for (const key of Object.getOwnPropertyNames(globalThis)) {
    // tfjs's own begin with an underscore.
    if (!kept.has(key) && !key.startsWith('_')) {
      Reflect.deleteProperty(globalThis, key);
    } else if (Object.getOwnPropertyDescriptor(globalThis, key)?.get !== undefined) {
      // Made when it is first asked for.
      const value: unknown = Reflect.get(globalThis, key);
      Object.defineProperty(globalThis, key, { value });
    }
  }
  settle(globalThis, () => false);
  disarm();
  return stands;
}

/** Facts about the process, its clocks and its ways out; for what else Node's own has, a sentence. */
function harmlessProcess(): object {
  const real = process;
  const { version, versions, release, platform, arch, argv0: title } = real;
  const own: Readonly<Record<string, unknown>> = {
    version,
    versions,
    release,
    platform,
    arch,
    title,
    argv: [],
    execArgv: [],
    env: {},
    stdout: { write: writer(1) },
    stderr: { write: writer(2) },
    cwd: () => '/',
    exit: (code?: number) => real.exit(code),
    abort: () => real.abort(),
    uptime: () => real.uptime(),
    memoryUsage: () => real.memoryUsage(),
    hrtime: Object.assign((before?: [number, number]) => real.hrtime(before), {
      bigint: () => real.hrtime.bigint(),
    }),
    nextTick: (act: (...given: unknown[]) => void, ...given: unknown[]) =>
      real.nextTick(act, ...given),
  };
  const known = new Set<PropertyKey>();
  for (let one: object = real; one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const key of Reflect.ownKeys(one)) known.add(key);
  }
  return new Proxy(own, {
    get(target, key, receiver) {
      if (!Object.hasOwn(target, key) && typeof key === 'string' && known.has(key)) {
        throw new Error(`a file under examination has no process.${key}`);
      }
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

/** Node's console on nothing but two functions that write. */
function plainConsole(): object {
  const stream = (descriptor: number) =>
    ({ write: writer(descriptor) }) as Pick<
      NodeJS.WritableStream,
      'write'
    > as NodeJS.WritableStream;
  return new OwnConsole({ stdout: stream(1), stderr: stream(2), ignoreErrors: false });
}

/** Writes text at once: what waits in a queue would count as the file's memory, and be lost when the process is killed. */
function writer(descriptor: number): (text: unknown) => boolean {
  const { writeSync } = fs;
  return (text) => {
    const bytes = new TextEncoder().encode(String(text));
    for (let at = 0; at < bytes.length;) {
      try {
        at += writeSync(descriptor, bytes, at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return false;
      }
    }
    return true;
  };
}

/** Libraries can read files and fetch: for whoever calls them. */
function disarm(): void {
  const refuse = () => {
    throw new Error('a file under examination may reach neither files nor the network');
  };
  const files = createRequire(import.meta.url)('node:fs') as object;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(files))) {
    if (typeof value !== 'object') Reflect.defineProperty(files, name, { value: refuse });
  }
  const { platform } = tf.env() as unknown as { platform: object };
  Object.defineProperty(platform, 'fetch', { value: refuse });
}
