import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import type { BackendName } from './backend-names.ts';
import { backends, preferred } from './backends.ts';
import { quieten } from './quieten.ts';
import { unavailable } from './unavailable.ts';

/** The backend that tfjs now runs on. */
export interface BackendInUse {
  readonly name: BackendName;
  /** What it computes on, such as `CPU, WebAssembly with SIMD, 1 thread`. */
  readonly device: string;
  /** One sentence: that it is this one, or why `auto` took it and not a better one. */
  readonly why: string;
}

/**
 * Makes tfjs run on the backend called `wanted`, or on the best there is (`auto`: tensorflow, else wasm, else cpu).
 * @throws UsageError for an unknown name, or a wanted backend that cannot be started: it never falls back silently
 */
export async function useBackend(wanted: 'auto' | BackendName): Promise<BackendInUse> {
  lookUp<unknown>('backend', wanted, { auto: undefined, ...backends });
  quieten();
  if (wanted === 'auto') return bestBackend();
  try {
    return {
      name: wanted,
      device: await backends[wanted].start(),
      why: `the backend is ${wanted}`,
    };
  } catch (error) {
    const { reason, remedy } = unavailable(wanted, error);
    throw new UsageError({
      rule: `backend "${wanted}" cannot be used: ${reason}`,
      remedy: `to get it: ${remedy}; or take --backend auto`,
      command: 'doctor',
    });
  }
}

async function bestBackend(): Promise<BackendInUse> {
  const refused: string[] = [];
  for (const name of preferred) {
    try {
      const device = await backends[name].start();
      return { name, device, why: [`${name} is the best there is here`, ...refused].join('; ') };
    } catch (error) {
      const { reason, remedy } = unavailable(name, error);
      refused.push(`${name}: ${reason}; to get it: ${remedy}`);
    }
  }
  throw new UsageError({
    rule: `no backend can be used: ${refused.join('; ')}`,
    command: 'doctor',
  });
}
