import type { Program } from './program.ts';
import { wasmKernel, type Arithmetic, type WasmKernel } from './wasm-kernel.ts';

/** The kernels over one memory, each made once; one goes when nobody uses its program any longer. */
export class Kernels {
  readonly #memory: WebAssembly.Memory;
  readonly #arithmetic: Arithmetic;
  readonly #known = new WeakMap<Program, WasmKernel>();
  /** The one that was asked for last, which is mostly asked for again. */
  #last: { readonly program: Program; readonly kernel: WasmKernel } | undefined;

  constructor(memory: WebAssembly.Memory, arithmetic: Arithmetic) {
    this.#memory = memory;
    this.#arithmetic = arithmetic;
  }

  of(program: Program): WasmKernel {
    if (this.#last?.program === program) return this.#last.kernel;
    let kernel = this.#known.get(program);
    if (kernel === undefined) {
      this.#known.set(program, (kernel = wasmKernel(program, this.#memory, this.#arithmetic)));
    }
    this.#last = { program, kernel };
    return kernel;
  }
}
