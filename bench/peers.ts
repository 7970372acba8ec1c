import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Weights } from './update-times.ts';

const script = fileURLToPath(new URL('peers.py', import.meta.url));

/**
 * The median time of one update of Adam by PyTorch and by Optax, in microseconds; of those that this Python has.
 * @param weights all of one shape
 */
export function peerTimes(python: string, { shapes }: Weights): Record<string, number> {
  const size = shapes[0]?.reduce((product, length) => product * length, 1);
  const args = [script, String(shapes.length), String(size)];
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const said = execFileSync(python, args, { encoding: 'utf8', stdio: [...stdio] });
  return JSON.parse(said) as Record<string, number>;
}
