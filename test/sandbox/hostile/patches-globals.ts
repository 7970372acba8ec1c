export { default } from './honest.ts';

Object.assign(globalThis, { Float32Array: class extends Float64Array {}, process: undefined });
