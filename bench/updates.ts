/**
 * Times updates of weights: this library with a kernel and with tensor operations, and tfjs's own optimizers, turn by turn
 * in one process, and prints tables in Markdown. `npm run bench` takes some minutes, `npm run bench -- --quick` less than
 * one; `-- --python PATH` times PyTorch and Optax beside them, if that Python has them; with `-- --write` the tables go to
 * docs/performance.md, and a chart to docs/performance.png.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { useBackend, type BackendName } from '#src/backend/index';
import { optimizers, type OptimizerClass } from '#src/optimizers/index';
import { renderPng } from '#src/render/png';
import { asked } from './asked.ts';
import { bytesOf } from './bytes.ts';
import { gainsChart } from './gains-chart.ts';
import { peerTimes } from './peers.ts';
import { corrected, performancePage, type Measured, type Row } from './performance-page.ts';
import { updateOptions } from './update-options.ts';
import {
  alike,
  copying,
  fitTimes,
  network,
  updateTimes,
  type Entrant,
  type Weights,
} from './update-times.ts';

const options = await asked('npm run bench', updateOptions);

const large = alike('10⁷', 1, [1e7]);
const sizes: readonly Weights[] = [
  alike('100', 1, [100]),
  alike('10⁴', 1, [1e4]),
  alike('10⁶', 1, [1e6]),
  ...(options.quick ? [] : [large]),
  alike('60 × [64, 64]', 60, [64, 64]),
  alike('60 × [8, 8]', 60, [8, 8]),
];

const adam: readonly Entrant[] = [
  { name: 'tf.train.adam', make: () => tf.train.adam(1e-3, 0.9, 0.999, 1e-8) },
  { name: 'tensors', make: () => new optimizers.adam({ fused: false }) },
  { name: 'kernel', make: () => new optimizers.adam({ fused: 'require' }), settles: corrected },
];

/** How many numbers a weight has at most that a kernel updates. A GPU works on while this program does, so nothing is timed there. */
const most = (backend: BackendName) =>
  ({ wasm: Infinity, cpu: Infinity, tensorflow: 2 ** 14, webgpu: 0 })[backend];

const rows: Row[] = [];
const peers: Row[] = [];
const fits: Measured['fits'][number][] = [];
const rules: Measured['rules'][number][] = [];
let copy: number | undefined;
for (const backend of options.backends) {
  await useBackend(backend);
  const entrants = (size: number) =>
    adam.filter(({ name }) => name !== 'kernel' || size <= most(backend));
  for (const weights of sizes) {
    const isLarge = weights === large;
    // Nobody waits for so many in plain JavaScript.
    if (backend === 'cpu' && isLarge) continue;
    const { name, shapes } = weights;
    const size = tf.util.sizeFromShape([...(shapes[0] as number[])]);
    const beside = backend === 'wasm' && isLarge ? { copy: copying(28 * size) } : {};
    const { copy: copied, ...times } = updateTimes(entrants(size), weights, beside);
    copy ??= copied;
    rows.push({ backend, weights: name, times });
    if (backend === 'wasm' && options.python !== undefined) {
      const { kernel = NaN } = times;
      const theirs = peerTimes(options.python, weights);
      peers.push({ backend, weights: name, times: { kernel, ...theirs } });
    }
  }
  const updates = updateTimes(entrants(0), network);
  fits.push({ backend, weights: network.name, times: await fitTimes(entrants(0)), updates });
  if (most(backend) === 0 || options.quick) continue;
  for (const [name, Rule] of Object.entries(optimizers) as unknown as [string, OptimizerClass][]) {
    if (name === 'muon' || name === 'adafactor') continue;
    const pair = [
      { name: 'tensors', make: () => new Rule({ fused: false }) },
      { name: 'kernel', make: () => new Rule({ fused: 'require' }) },
    ];
    const times = updateTimes(pair, alike(name, 20, [64, 64]));
    rules.push({ backend, weights: name, times, bytes: bytesOf(Rule.rule) });
  }
}

const measured: Measured = { rows, peers, fits, rules, copy };
if (options.json) process.stdout.write(`${JSON.stringify(measured)}\n`);
else if (options.write) {
  const at = (name: string) => new URL(`../docs/${name}`, import.meta.url);
  const chart = gainsChart(rows);
  const picture = at('performance.png');
  const standing = existsSync(picture) ? readFileSync(picture) : undefined;
  writeFileSync(picture, renderPng(chart, undefined, standing));
  writeFileSync(at('performance.md'), performancePage(measured, chart));
} else process.stdout.write(performancePage(measured));
