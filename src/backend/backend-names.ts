/** Every backend as `--backend` and tfjs call it; what each is stands in `backends`. */
export const backendNames = ['tensorflow', 'wasm', 'webgpu', 'cpu'] as const;

/** Name of a backend. */
export type BackendName = (typeof backendNames)[number];
