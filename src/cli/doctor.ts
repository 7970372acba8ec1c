import { styleText } from 'node:util';
import type { Command } from 'commander';
import { inspect, remedyOf, type BackendState, type Inspection } from '../backend/index.ts';
import { described, linear, plot } from '../figures/index.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { renderPng } from '../render/png.ts';
import { printJson } from './print-json.ts';

/** Whether a chart can be drawn here, and if not, why. */
interface Canvas {
  readonly available: boolean;
  readonly milliseconds?: number;
  readonly reason?: string;
}

/** `downhill doctor`: versions, every backend tried out, one chart drawn to memory, and what to type to get more. */
export function addDoctor(command: Command): void {
  command.option('--json', 'as one JSON document').action(async ({ json }: { json?: boolean }) => {
    const found = { schema: 1, ...(await inspect()), canvas: canvas() };
    if (json) printJson(found);
    else process.stdout.write(page(found));
    if (found.auto === null || !found.canvas.available) process.exitCode = exitCodes.failed;
  });
}

function canvas(): Canvas {
  const start = performance.now();
  try {
    renderPng(
      described(
        plot({
          x: linear('x'),
          y: linear('y'),
          lines: [{ style: 'sgd', x: [0, 1], y: [0, 1] }],
        }),
        { title: 'One line', subtitle: 'κ λ √ ₁ ⁻⁵', alt: 'A line that rises.' },
      ),
    );
    return { available: true, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    return { available: false, reason: (error as Error).message };
  }
}

function page({
  node,
  downhill,
  tfjs,
  platform,
  backends,
  auto,
  canvas,
}: Inspection & { canvas: Canvas }): string {
  const width = Math.max(...backends.map(({ name }) => name.length));
  const line = (name: string, good: boolean, text: string) =>
    `${good ? styleText('green', '✓') : styleText('dim', '·')} ${name.padEnd(width)}  ${text}`;
  const backend = ({ name, available, device, milliseconds, reason, remedy }: BackendState) =>
    available
      ? line(name, true, `${device}, first gradient in ${Math.round(milliseconds ?? 0)} ms`)
      : line(name, false, `${reason}; to get it: ${remedy}`);
  const updates = backends.flatMap(({ name, tensorUpdates }) => {
    if (tensorUpdates === undefined) return [];
    const rules = Object.entries(tensorUpdates);
    const whys = new Set(Object.values(tensorUpdates));
    if (whys.size === 1) return [`${name} updates weights by tensor operations: ${[...whys][0]}`];
    const others = rules.map(([rule, why]) => `${rule}: ${why}`).join('; ');
    return [`${name} updates all weights in one kernel${others && ` (but not ${others})`}`];
  });
  const gaps = backends.flatMap(({ name, missing = [] }) =>
    missing.length === 0 ? [] : [`${name} has no kernels for ${missing.join(', ')}`],
  );
  return `${[
    `downhill ${downhill}, TensorFlow.js ${tfjs}, Node ${node}, ${platform}`,
    '',
    ...backends.map(backend),
    line(
      'charts',
      canvas.available,
      canvas.available
        ? `canvas and fonts work, one chart in ${canvas.milliseconds} ms`
        : `${canvas.reason}; to mend it: ${remedyOf('wasm')}`,
    ),
    '',
    ...updates,
    ...gaps,
    auto === null ? `No backend works; try: ${remedyOf('wasm')}` : `--backend auto takes ${auto}`,
  ].join('\n')}\n`;
}
