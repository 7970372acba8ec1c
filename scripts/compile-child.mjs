// Keeps what V8 compiles while a learner's process works: dist/processes/code, by the checksum of each text. V8 takes it
// for the same release and flags only, those of the standard limits; others compile the texts anew.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { frame, FrameReader } from '../dist/sandbox/frame.js';
import { childEntry } from '../dist/sandbox/packages.js';
import { flags } from '../dist/sandbox/sandbox.js';
import { adam } from '../dist/verify/members/adam.js';
import { optimizerExam } from '../dist/verify/optimizer-exam.js';

const path = (from) => fileURLToPath(new URL(from, import.meta.url));
const code = path('../dist/processes/code');

/** Kernels and tensors both: what either runs is compiled. */
const text = `
  import { Adam } from 'downhill';
  import * as tf from '@tensorflow/tfjs';
  let made = 0;
  export const create = (options) => {
    const { learningRate, beta1, beta2, epsilon } = { learningRate: 1e-3, ...options };
    return made++ % 2 ? new Adam(options) : tf.train.adam(learningRate, beta1, beta2, epsilon);
  };`;
const asked = [
  { load: { text, token: '' } },
  { observe: { form: 'function', probes: optimizerExam(adam, 1).probes } },
];

rmSync(code, { force: true });
const child = spawn(
  process.execPath,
  [...flags(1024), '--require', path('keep-code.cjs'), childEntry, 'cpu'],
  { env: { CODE: code }, stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
);
const [channel] = child.stdio.slice(3);
const replies = new FrameReader();
channel.on('data', (piece) => {
  for (const { reply } of replies.add(piece)) {
    const { message } = reply.failed ?? reply.escaped ?? {};
    if (message !== undefined) throw new Error(message);
    if (!['ready', 'loaded', 'done'].some((word) => word in reply)) continue;
    if (asked.length > 0) channel.write(frame(asked.shift()));
    else channel.end();
  }
});
const [status] = await once(child, 'close');
if (status !== 0) throw new Error(`the learner's process ended with ${status}`);
