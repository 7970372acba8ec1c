import type { Ending } from '../../../src/sandbox/ending.ts';

/** What a hostile file must come to. */
export interface Fate {
  readonly how: Ending['how'];
  readonly exitCode: Ending['exitCode'];
  /** In the sentence for the learner. */
  readonly says?: RegExp;
  /** Probes that are finished before the end. */
  readonly finished?: number;
  /** What its observations report as thrown. */
  readonly thrown?: RegExp;
  /** Built-ins that are reported as changed. */
  readonly changed?: readonly string[];
  /** What it has from a library: the thing itself, or rules that ran. */
  readonly is?: string;
  readonly used?: readonly string[];
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

const fine = { how: 'finished', exitCode: 0, finished: 2 } as const;
const unloadable = { how: 'unloadable', exitCode: 3 } as const;
const timeout = { how: 'timeout', exitCode: 4 } as const;
const memory = { how: 'memory', exitCode: 4 } as const;
const refused = (act: string): Fate => ({
  ...unloadable,
  says: new RegExp(`read nothing but what it imports.*it wanted to ${act}`),
});

/** Those that end at once: every way to end, and every right that is refused. */
export const quick: Readonly<Record<string, Fate>> = {
  honest: { ...fine, changed: [], used: [] },
  'exits-in-update': { how: 'left', exitCode: 1, says: /code 7.*"first"/ },
  'throws-an-error': { ...unloadable, says: /RangeError: thrown on line 3/ },
  'rejects-in-update': { how: 'rejected', exitCode: 1, says: /nobody handles this/ },
  'throws-in-a-timer': { how: 'threw', exitCode: 1, says: /thrown later/ },
  'awaits-forever': { how: 'stuck', exitCode: 3 },
  aborts: { how: 'crashed', exitCode: 3, says: /SIGABRT/ },
  'forges-observations': { how: 'tampered', exitCode: 3 },
  'writes-a-file': refused('write'),
  'reads-home': refused('read'),
  'starts-a-process': refused('start a process'),
  'patches-math': {
    ...fine,
    changed: ['Object.prototype.passed', 'Math.random', 'JSON.stringify'],
  },
  'hides-the-built-in': { ...fine, used: ['tfjs.AdamOptimizer'] },
  prints: { ...fine, stdout: /^\{"verdict":"passed"\}\n$/, stderr: /^to the other stream\n$/ },
};

/** The others. */
export const thorough: Readonly<Record<string, Fate>> = {
  'loop-at-import': { ...timeout, says: /3 s were over while it was loaded/ },
  'loop-in-constructor': { ...timeout, says: /"first"; no probe was finished/ },
  'loop-in-update': {
    ...timeout,
    finished: 1,
    says: /during the probe "second"; the last finished probe is "first"/,
  },
  'loop-in-getter': timeout,
  'endless-timer': timeout,
  'announces-much': timeout,
  'memory-of-heap': memory,
  'memory-of-buffers': { ...memory, says: /more than 400 MB/ },
  'memory-in-update': { ...memory, says: /"first"/ },
  'deep-recursion': { ...fine, thrown: /Maximum call stack size/ },
  exits: { how: 'left', exitCode: 3, says: /code 0.*while it was loaded/ },
  'throws-a-string': { ...unloadable, says: /a plain string/ },
  'throws-undefined': { ...unloadable, says: /undefined/ },
  'throws-a-trap': unloadable,
  'throws-hostile-error': { ...fine, thrown: /cannot be printed/ },
  rejects: { how: 'rejected', exitCode: 3 },
  'deafens-the-harness': { how: 'threw', exitCode: 3, says: /unheard/ },
  'patches-array': { ...unloadable, says: /map is mine now/ },
  'patches-promise': { how: 'stuck', exitCode: 1 },
  'patches-globals': { ...fine, changed: ['Float32Array'] },
  'floods-output': { ...fine, stdout: /\[cut: 104857600 bytes in all\]/, stderr: /\[cut: / },
  'forks-for-ever': refused('start a process'),
  'starts-a-worker': refused('start a worker'),
  'reads-its-folder': refused('read'),
  'imports-at-runtime': refused('read'),
  'loads-an-addon': { ...unloadable, says: /addons/ },
  'kills-others': { ...unloadable, says: /may not send signals/ },
  'shows-environment': { ...fine, stdout: /^\{\}\n$/ },
  'writes-into-the-channel': { how: 'tampered', exitCode: 3 },
  'closes-the-channel': { how: 'tampered', exitCode: 3 },
  'returns-the-built-in': { ...fine, is: 'tfjs.AdamOptimizer', used: ['tfjs.AdamOptimizer'] },
  'returns-the-library': { ...fine, is: 'downhill.Adam', used: ['downhill.Adam'] },
  'extends-the-library': { ...fine, used: ['downhill.Adam'] },
  'exports-nothing': { ...unloadable, says: /exports nothing/ },
};
