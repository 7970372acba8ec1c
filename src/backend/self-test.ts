import * as tf from '@tensorflow/tfjs';
import { missingKernels } from '../kernels/index.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import type { BackendName } from './backend-names.ts';
import { backends } from './backends.ts';
import { quieten } from './quieten.ts';
import { tensorUpdates } from './tensor-updates.ts';
import { unavailable, type Unavailable } from './unavailable.ts';

/** What `node self-test.js <backend>` prints as JSON. */
export type SelfTest =
  | {
      readonly device: string;
      readonly milliseconds: number;
      readonly missing: readonly string[];
      readonly tensorUpdates: Readonly<Record<string, string>>;
    }
  | (Partial<Unavailable> & Pick<Unavailable, 'reason'>);

async function selfTest(name: BackendName): Promise<SelfTest> {
  quieten();
  const device = await backends[name].start();
  const start = performance.now();
  const w = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const gradient = tf.grad((x) => x.matMul(x).sum())(w);
  const got = [...(await gradient.data())];
  const expected = [7, 11, 9, 13];
  if (expected.some((value, i) => Math.abs(value - (got[i] ?? NaN)) > 1e-4)) {
    throw new Error(`it computes the gradient [${got}] where [${expected}] is right`);
  }
  const milliseconds = Math.round((performance.now() - start) * 10) / 10;
  return {
    device,
    milliseconds,
    missing: missingKernels(name),
    tensorUpdates: tensorUpdates(),
  };
}

const name = process.argv[2] as BackendName;
const result = await selfTest(name).catch((error: unknown) => unavailable(name, error));
// Leave once the line is written, whatever a native library still has running.
process.stdout.write(`${JSON.stringify(result)}\n`, () =>
  process.exit('reason' in result ? exitCodes.failed : exitCodes.well),
);
