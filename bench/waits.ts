/**
 * What a user waits for, as ratios of interleaved runs, so that they mean the same on any machine: how long a command
 * takes beside a bare `node`, one file verified beside the whole course loaded, two hundred files beside one, a second
 * `npm start` beside `node`, saved state beside that of tfjs's Adam. `npm run bench:waits`, or with the names of some rows
 * after `--`.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from '#src/backend/index';
import { Adam } from '#src/optimizers/index';
import { lookUp } from '#src/shared/look-up';
import { median } from '#src/shared/stats';
import { asked } from './asked.ts';

/** What one run took, in seconds. */
interface Taken {
  /** Of the processor, that of all processes it started included. */
  readonly cpu: number;
  readonly wall: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const files = 200;
const right = join(root, 'test/verify/right/adam.subclass.ts');

const rows: Readonly<Record<string, () => Promise<string> | string>> = {
  list: () => besides(`node ${main} list`, 'node -e 0', 11, 'a bare node'),
  map: () => besides(`node ${main}`, 'node -e 0', 11, 'a bare node'),
  verify: () =>
    besides(
      `node ${main} verify ${right} --as adam`,
      `node --input-type=module -e "await import('downhill/lessons')"`,
      7,
      'the whole course loaded',
    ),
  class: () => {
    const submissions = join(folder, 'class');
    mkdirSync(submissions);
    for (let i = 0; i < files; i++) copyFileSync(right, join(submissions, `adam-${i}.ts`));
    return besides(
      `node ${main} verify ${submissions} --as adam --quiet`,
      `node ${main} verify ${right} --as adam`,
      1,
      `one file, ${files} files`,
    );
  },
  start: () => {
    timed('npm start --silent');
    return besides('npm start --silent', 'node -e 0', 3, 'a bare node, everything trained');
  },
  state: stateRow,
};

const names = await asked('npm run bench:waits', (words) => {
  for (const word of words) lookUp('row', word, rows);
  return words;
});
const folder = mkdtempSync(join(tmpdir(), 'downhill-waits-'));
try {
  for (const [name, row] of Object.entries(rows)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`${name.padEnd(8)}${await row()}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Both in turn, and the medians of each: how many times as long the first takes. */
function besides(command: string, base: string, rounds: number, beside: string): string {
  const runs = Array.from({ length: rounds }, () => ({ one: timed(command), other: timed(base) }));
  const of = (which: 'one' | 'other', kind: keyof Taken) =>
    median(runs.map((run) => run[which][kind]));
  const ratio = (kind: keyof Taken) => (of('one', kind) / of('other', kind)).toFixed(2);
  const seconds = (which: 'one' | 'other') =>
    `${of(which, 'cpu').toFixed(2)} (${of(which, 'wall').toFixed(2)}) s`;
  return `${ratio('cpu')} times the processor time of ${beside}, ${ratio('wall')} times the wait; ${seconds('one')} beside ${seconds('other')}`;
}

/** What a command takes; bash counts the processes that it starts, too. */
function timed(command: string): Taken {
  const script = `TIMEFORMAT='%U %S %R'; time { ${command}; } >/dev/null 2>&1`;
  const { stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
  const [user = NaN, system = NaN, wall = NaN] = stderr.trim().split(' ').map(Number);
  return { cpu: user + system, wall };
}

/** Both write the state of ten variables of a million weights in all, as a model that is saved does. */
async function stateRow(): Promise<string> {
  await useBackend('cpu');
  const variables = Array.from({ length: 10 }, () => tf.variable(tf.zeros([100_000])));
  const gradients = variables.map(({ name }) => ({ name, tensor: tf.ones([100_000]) }));
  const [own, theirs] = [new Adam(), tf.train.adam(0.001)];
  for (const one of [own, theirs]) one.applyGradients(gradients);
  /** As `tf.io` writes them. */
  const saving = async (one: tf.Optimizer): Promise<number> => {
    const begun = process.cpuUsage();
    // So many that memory is cleared about as often in each turn: once takes as long as a save.
    for (let i = 0; i < 100; i++) {
      const weights = await one.getWeights();
      writeFileSync(
        join(folder, 'state'),
        new Uint8Array((await tf.io.encodeWeights(weights)).data),
      );
    }
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  const ratios: number[] = [];
  for (let i = 0; i < 8; i++) {
    // What one leaves behind is cleared away while the other works, so each goes first as often.
    const first = await saving(i % 2 === 0 ? own : theirs);
    const second = await saving(i % 2 === 0 ? theirs : own);
    ratios.push(i % 2 === 0 ? first / second : second / first);
  }
  return `${median(ratios).toFixed(2)} times the processor time of tf.train.adam, a million weights`;
}
