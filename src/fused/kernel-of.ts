import type { Program } from './program.ts';
import { wasmKernel, type Arithmetic, type WasmKernel } from './wasm-kernel.ts';

/** Kernels by memory and program; both go when nobody uses them any longer. */
const kernels = new WeakMap<WebAssembly.Memory, WeakMap<Program, WasmKernel>>();

/** The kernel of a program over a memory, made once. */
export function kernelOf(
  program: Program,
  memory: WebAssembly.Memory,
  arithmetic: Arithmetic,
): WasmKernel {
  let known = kernels.get(memory);
  if (known === undefined) kernels.set(memory, (known = new WeakMap()));
  let kernel = known.get(program);
  if (kernel === undefined) {
    known.set(program, (kernel = wasmKernel(program, memory, arithmetic)));
  }
  return kernel;
}
