/**
 * Times updates of weights: this library with a kernel and with tensor operations, and tfjs's own optimizers, turn by turn
 * in one process, and prints tables in Markdown. `npm run bench` takes some minutes, `npm run bench -- --quick` less than
 * one; with `-- --write` the tables go to docs/performance.md.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { useBackend, type BackendName } from '../src/backend/index.ts';
import { optimizers, type OptimizerClass } from '../src/optimizers/index.ts';
import { copyTime, fitTimes, updateTimes, type Entrant, type Weights } from './update-times.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    backends: { type: 'string', default: 'wasm,cpu' },
  },
});

const sizes: readonly Weights[] = [
  { name: '100', count: 1, shape: [100] },
  { name: '10⁴', count: 1, shape: [1e4] },
  { name: '10⁶', count: 1, shape: [1e6] },
  ...(options.quick ? [] : [{ name: '10⁷', count: 1, shape: [1e7] }]),
  { name: '60 × [64, 64]', count: 60, shape: [64, 64] },
  { name: '60 × [8, 8]', count: 60, shape: [8, 8] },
];

const adam: readonly Entrant[] = [
  { name: 'tf.train.adam', make: () => tf.train.adam(1e-3, 0.9, 0.999, 1e-8) },
  { name: 'tensors', make: () => new optimizers.adam({ fused: false }) },
  { name: 'kernel', make: () => new optimizers.adam({ fused: 'require' }) },
];

/** How many numbers a weight has at most that a kernel updates. A GPU works on while this program does, so nothing is timed there. */
const most = (backend: BackendName) =>
  ({ wasm: Infinity, cpu: Infinity, tensorflow: 2 ** 14, webgpu: 0 })[backend];

interface Row {
  readonly backend: string;
  readonly weights: string;
  /** Microseconds of one update, by entrant. */
  readonly times: Readonly<Record<string, number>>;
}

const rows: Row[] = [];
const rules: Row[] = [];
const fits: Row[] = [];
let copy: number | undefined;
for (const backend of options.backends.split(',') as BackendName[]) {
  await useBackend(backend);
  const entrants = (size: number) =>
    adam.filter(({ name }) => name !== 'kernel' || size <= most(backend));
  for (const weights of sizes) {
    // Nobody waits for so many in plain JavaScript.
    if (backend === 'cpu' && weights.name === '10⁷') continue;
    const size = tf.util.sizeFromShape([...weights.shape]);
    rows.push({ backend, weights: weights.name, times: updateTimes(entrants(size), weights) });
    if (backend === 'wasm' && weights.name === '10⁷') copy = copyTime(1e7, 28);
  }
  fits.push({ backend, weights: '10 layers of 32', times: await fitTimes(entrants(0)) });
  if (most(backend) === 0 || options.quick) continue;
  for (const [name, Rule] of Object.entries(optimizers) as unknown as [string, OptimizerClass][]) {
    if (name === 'muon' || name === 'adafactor') continue;
    const pair = [
      { name: 'tensors', make: () => new Rule({ fused: false }) },
      { name: 'kernel', make: () => new Rule({ fused: 'require' }) },
    ];
    const weights = { name, count: 20, shape: [64, 64] };
    rules.push({ backend, weights: name, times: updateTimes(pair, weights) });
  }
}

if (options.json) process.stdout.write(`${JSON.stringify({ rows, fits, rules, copy })}\n`);
else {
  const text = page();
  if (options.write) writeFileSync(new URL('../docs/performance.md', import.meta.url), text);
  else process.stdout.write(text);
}

function page(): string {
  const [node] = process.versions.node.split('.');
  const [core] = cpus();
  return `# Performance

<!-- Written by \`npm run bench -- --write\`. -->

An update of Adam reads the weight, its gradient and two slots, and writes three of them: 28 bytes for each weight, of which 8 are kept as state. Tensor operations read and write every intermediate result as well. So the text of a rule is recorded at every update and computed by one kernel of WebAssembly, which passes through the arrays once, in the order of the rule's own operations, and gives the same bits. Rules that look beyond their own element (Muon's products of matrices, Adafactor's means of rows and columns) are left to tensor operations; the property \`path\` of an optimizer says how its last update was made, and \`fused: false\` keeps to tensor operations.

Measured by \`npm run bench\` on ${cpus().length} cores of ${core?.model.trim()}, Node ${node}, TensorFlow.js ${tf.version.tfjs}: medians, the entrants taking turns in one process. Times depend on the machine and on what else it does; ratios much less.

## Adam

Microseconds of one update. The last column is how many times longer \`tf.train.adam\` takes than the kernel.

${table(rows, 'tf.train.adam')}
${copy === undefined ? '' : `\nTo move as many bytes by copying memory takes ${shown(copy)} µs for 10⁷ weights: the kernel on wasm takes ${ratio(kernelOf('10⁷') / copy)} times that.\n`}
## A training step

Microseconds of one step of \`model.fit\` on batches of 32, forward and backward pass included.

${table(fits, 'tf.train.adam')}
${rules.length === 0 ? '' : `\n## Every rule\n\nMicroseconds of one update of 20 weights of [64, 64].\n\n${table(rules, 'tensors')}\n`}`;
}

function kernelOf(weights: string): number {
  const row = rows.find((one) => one.backend === 'wasm' && one.weights === weights);
  return row?.times['kernel'] ?? NaN;
}

function table(all: readonly Row[], against: string): string {
  const names = [...new Set(all.flatMap(({ times }) => Object.keys(times)))];
  const lines = all.map(({ backend, weights, times }) => {
    const kernel = times['kernel'];
    const gain = kernel === undefined ? '' : `${ratio(times[against] / kernel)}×`;
    return [backend, weights, ...names.map((name) => shown(times[name])), gain];
  });
  const head = ['backend', 'weights', ...names, 'gain'];
  const rule = ['-', '-', ...names.map(() => '-:'), '-:'];
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function shown(time: number | undefined): string {
  if (time === undefined) return '';
  return time >= 100 ? time.toFixed(0) : time.toPrecision(2);
}

function ratio(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}
