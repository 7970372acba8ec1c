import type { Ending } from '../../../src/sandbox/ending.ts';
import { offeredModules } from '../../../src/sandbox/offered-modules.ts';

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
  /** What of the libraries ran. */
  readonly used?: readonly string[];
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

const fine = { how: 'finished', exitCode: 0, finished: 2 } as const;
const unloadable = { how: 'unloadable', exitCode: 3 } as const;
const timeout = { how: 'timeout', exitCode: 4 } as const;
const memory = { how: 'memory', exitCode: 4 } as const;
const opened = offeredModules.map((name) => `import ${name}\nrequire ${name}\n`).join('');

/** Those that end at once: every way to end, and every door that is closed. */
export const quick: Readonly<Record<string, Fate>> = {
  honest: { ...fine, used: [] },
  'exits-in-update': { how: 'left', exitCode: 1, says: /code 7.*"first"/ },
  'throws-an-error': { ...unloadable, says: /RangeError: thrown on line 3/ },
  'rejects-in-update': { how: 'rejected', exitCode: 1, says: /nobody handles this/ },
  'throws-in-a-timer': { how: 'threw', exitCode: 1, says: /thrown later/ },
  'awaits-forever': { how: 'stuck', exitCode: 3 },
  aborts: { how: 'crashed', exitCode: 3, says: /SIGABRT/ },
  'tries-every-door': {
    ...fine,
    stdout: new RegExp(`^${opened}$`),
  },
  'patches-the-language': fine,
  'patches-math': { ...unloadable, says: /read only property 'random'.*cannot be changed/ },
  'shadows-inherited-names': fine,
  'hides-the-built-in': { ...fine, used: ['tfjs.AdamOptimizer'] },
  'prints-commands': {
    ...fine,
    stdout: /^: :error file=a\.ts: :forged\n : :stop-commands: :x\n$/,
    stderr: /^# #vso\[task\.complete result=Succeeded\] # #\[error\]forged : :set-output name=a: :b\n$/,
  },
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
  'deafens-the-harness': { how: 'rejected', exitCode: 3, says: /unheard/ },
  'floods-output': { ...fine, stdout: /\[cut: 104857600 bytes in all\]/, stderr: /\[cut: / },
  'returns-the-built-in': { ...fine, used: ['tfjs.AdamOptimizer'] },
  'returns-the-library': { ...fine, used: ['downhill.Adam'] },
  'extends-the-library': { ...fine, used: ['downhill.Adam'] },
  'exports-nothing': { ...unloadable, says: /exports nothing/ },
};
