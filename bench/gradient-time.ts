/**
 * Times one gradient by differences against one by backpropagation, on networks of growing size, and writes the ratios to
 * lessons/numerical-gradient/gradient-time.ts. Seconds depend on the machine and on what else it does; ratios hardly.
 * Redo with `npm run bench:gradient-time && npm run format`.
 */
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from '#src/backend/index';
import { tensorDifferences } from '#src/gradients/tensor-differences';
import { problem } from '#src/problems/index';
import { random } from '#src/shared/random';
import { median, rounded } from '#src/shared/stats';
import { asked, nothing } from './asked.ts';

await asked('npm run bench:gradient-time', nothing);

const hidden = [1, 2, 4, 8, 16, 32, 64];
const rounds = 3;

const { name: backend } = await useBackend('wasm');
const weights: number[] = [];
const times: number[] = [];
for (const units of hidden) {
  const digits = await problem(
    { name: 'digits', model: 'hidden', layers: [units], train: 200, batch: 'all' },
    random(1),
  );
  const byDifferences = async () => {
    for (const variable of digits.variables) {
      const offsets = Array.from({ length: variable.size }, (_, i) => i);
      await tensorDifferences(() => digits.loss(), variable, offsets, 1e-2);
    }
  };
  const byBackpropagation = async () => {
    const { value, grads } = tf.variableGrads(() => digits.loss(), [...digits.variables]);
    await Promise.all(Object.values(grads).map((gradient) => gradient.data()));
    tf.dispose([value, grads]);
  };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await microseconds(byBackpropagation, 200);
    ratios.push((await microseconds(byDifferences, 1)) / one);
  }
  weights.push(digits.variables.reduce((sum, { size }) => sum + size, 0));
  times.push(rounded(median(ratios), 2));
  digits.dispose();
}
const [node] = process.versions.node.split('.');
const on = `two cores, Node ${node}, tfjs ${tf.version.tfjs}, ${backend}`;
writeFileSync(
  new URL('../lessons/numerical-gradient/gradient-time.ts', import.meta.url),
  `/** What bench/gradient-time.ts once measured: how many gradients by backpropagation take as long as one by differences. */
export const gradientTime = ${JSON.stringify(
    { recorded: new Date().toISOString().slice(0, 10), on, weights, times },
    undefined,
    2,
  )};
`,
);

/** Processor time, which others on the machine do not add to: the mean over `times` calls, after some to get warm. */
async function microseconds(work: () => Promise<void>, times: number): Promise<number> {
  for (let i = 1; i < times; i++) await work();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
