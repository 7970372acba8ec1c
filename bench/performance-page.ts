import { cpus } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import type { Picture } from '#src/figures/index';
import type { Bytes } from './bytes.ts';

/** What one kind of weights takes. */
export interface Row {
  readonly backend: string;
  readonly weights: string;
  /** Microseconds, by entrant. */
  readonly times: Readonly<Record<string, number>>;
}

/** All that the bench has measured. */
export interface Measured {
  readonly rows: readonly Row[];
  /** The kernel on wasm beside other libraries; empty without them. */
  readonly peers: readonly Row[];
  /** Steps of training, with what the updates alone take. */
  readonly fits: readonly (Row & { readonly updates: Row['times'] })[];
  readonly rules: readonly (Row & { readonly bytes: Bytes })[];
  /** Microseconds to copy as many bytes as an update of 10⁷ weights moves, if that was measured. */
  readonly copy: number | undefined;
}

/** How many updates it takes until the correction of Adam's first average is 1 in float32. */
export const corrected = (() => {
  let t = 1;
  while (Math.fround(1 - 0.9 ** t) < 1) t += 1;
  return t;
})();

/** docs/performance.md. @param chart what docs/performance.png shows, if that is written too */
export function performancePage(
  { rows, peers, fits, rules, copy }: Measured,
  chart?: Picture,
): string {
  const [node] = process.versions.node.split('.');
  const [core] = cpus();
  const parts = [
    `# Performance

<!-- Written by \`npm run bench -- --write\`. -->

An update of Adam reads the weight, its gradient and two slots, and writes three of them: 28 bytes for each weight, of which 8 are kept as state. Tensor operations read and write every intermediate result as well. So the text of a rule is recorded at every update and computed by one kernel of WebAssembly, which passes through the arrays once, in the order of the rule's own operations, and gives the same bits. Rules that look beyond their own element (Muon's products of matrices, Adafactor's means of rows and columns) are left to tensor operations; the property \`path\` of an optimizer says how its last update was made, and \`fused: false\` keeps to tensor operations.

Measured by \`npm run bench\` on ${cpus().length} cores of ${core?.model.trim()}, Node ${node}, TensorFlow.js ${tf.version.tfjs}: medians, the entrants taking turns in one process. Times depend on the machine and on what else it does; ratios much less.`,
    ...(chart === undefined ? [] : [`![${chart.alt}](performance.png)`]),
    `## Adam

Microseconds of one update. The last column is how many times longer \`tf.train.adam\` takes than the kernel, which is timed from update ${corrected} on: from there the correction of the first average is 1 in float32, and a division for each weight is left out. Weights have names, as those of layers do: tfjs calls the others by numbers, under which gradients take longer to look up, and small updates gain less.

${table(rows, 'tf.train.adam')}`,
    ...(copy === undefined ? [] : [copied(rows, copy)]),
    ...(peers.length === 0 ? [] : [besideOthers(peers)]),
    `## A training step

Microseconds of one step of \`model.fit\` on batches of 32, forward and backward pass included. The share is that of the update alone, with \`tf.train.adam\` and with the kernel; an update that took no time would gain what stands in the last column.

${table(
  fits,
  'tf.train.adam',
  ['share, tf.train.adam', 'share, kernel', 'at most'],
  ({ times, updates }) => [
    share(updates, times, 'tf.train.adam'),
    share(updates, times, 'kernel'),
    bound(updates, times),
  ],
)}`,
    ...(rules.length === 0 ? [] : [everyRule(rules)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function copied(rows: readonly Row[], copy: number): string {
  const row = rows.find((one) => one.backend === 'wasm' && one.weights === '10⁷');
  const kernel = row?.times['kernel'] ?? NaN;
  return `To move as many bytes by copying memory takes ${shown(copy)} µs for 10⁷ weights, measured in turn with the updates: the kernel on wasm takes ${(kernel / copy).toFixed(2)} times that. Fewer weights stay in the processor's own memory, where the divisions and the root of each weight take longer than to move it.`;
}

function besideOthers(peers: readonly Row[]): string {
  const columns = [...new Set(peers.flatMap(({ times }) => Object.keys(times)))];
  const lines = peers.map(({ weights, times }) => [
    weights,
    ...columns.map((one) => shown(times[one])),
  ]);
  return `## Beside other libraries

Microseconds of one update of Adam: the kernel on wasm, in one thread, and others on the same machine right after it.

${markdown(['weights', ...columns], 1, lines)}`;
}

function everyRule(rules: Measured['rules']): string {
  return `## Every rule

Microseconds of one update of 20 weights of [64, 64]; bytes of each weight that the kernel reads and writes in an update, and that are kept as state.

${table(rules, 'tensors', ['bytes moved', 'bytes kept'], ({ bytes }) => [String(bytes.moved), String(bytes.kept)])}`;
}

function table<R extends Row>(
  all: readonly R[],
  against: string,
  more: readonly string[] = [],
  cellsOf: (row: R) => readonly string[] = () => [],
): string {
  const names = [...new Set(all.flatMap(({ times }) => Object.keys(times)))];
  const lines = all.map((row) => {
    const { backend, weights, times } = row;
    const gain = gainOf(row, against);
    const said = gain === undefined ? '' : `${ratio(gain)}×`;
    return [backend, weights, ...names.map((name) => shown(times[name])), said, ...cellsOf(row)];
  });
  return markdown(['backend', 'weights', ...names, 'gain', ...more], 2, lines);
}

/** How many times longer that entrant takes than the kernel, if there is one. */
export function gainOf({ times }: Row, against: string): number | undefined {
  const [theirs, kernel] = [times[against], times['kernel']];
  return theirs === undefined || kernel === undefined ? undefined : theirs / kernel;
}

/** @param left how many columns stand to the left; the others are numbers */
function markdown(head: readonly string[], left: number, lines: readonly (readonly string[])[]) {
  const rule = head.map((_, i) => (i < left ? '-' : '-:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function share(updates: Row['times'], steps: Row['times'], name: string): string {
  const part = (updates[name] ?? NaN) / (steps[name] ?? NaN);
  return Number.isNaN(part) ? '' : `${(100 * part).toFixed(0)} %`;
}

/** How much faster than with `tf.train.adam` a step would be whose update took no time. */
function bound(updates: Row['times'], { 'tf.train.adam': theirs, kernel }: Row['times']): string {
  const rest = (kernel ?? NaN) - (updates['kernel'] ?? NaN);
  return Number.isNaN(rest) ? '' : `${((theirs ?? NaN) / rest).toFixed(2)}×`;
}

function shown(time: number | undefined): string {
  if (time === undefined) return '';
  return time >= 100 ? time.toFixed(0) : time.toPrecision(2);
}

/** A ratio with two digits, as far as they matter. */
export function ratio(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}
