import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError } from '#src/shared/errors';
import type { Weights } from './update-times.ts';

const script = fileURLToPath(new URL('peers.py', import.meta.url));

/**
 * The median time of one update of Adam by PyTorch and by Optax, in microseconds; of those that this Python has.
 * @param weights all of one shape
 * @throws UsageError for a Python that does not run or has neither
 */
export function peerTimes(python: string, { shapes }: Weights): Record<string, number> {
  const size = shapes[0]?.reduce((product, length) => product * length, 1);
  const args = [script, String(shapes.length), String(size)];
  const { error, status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' });
  const given = `--python ${python}`;
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError({
      rule: `${given} cannot be started (${code})`,
      remedy: 'give it the path of a Python 3',
    });
  }
  if (status !== 0) {
    const said = stderr.trim().split('\n').at(-1);
    throw new UsageError({ rule: `${given} failed at bench/peers.py: ${said}` });
  }
  const times = JSON.parse(stdout) as Record<string, number>;
  if (Object.keys(times).length > 0) return times;
  throw new UsageError({
    rule: `${given} has neither PyTorch nor Optax`,
    remedy: `to get them: ${python} -m pip install torch optax`,
  });
}
