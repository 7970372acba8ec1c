import type { BackendName } from '../../src/backend/index.ts';

/** The backends that the conformance tests run on; `TEST_BACKENDS=cpu,tensorflow` chooses others. */
export const testBackends = (process.env['TEST_BACKENDS'] ?? 'cpu,wasm').split(
  ',',
) as BackendName[];
