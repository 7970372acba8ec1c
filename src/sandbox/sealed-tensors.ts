import * as tf from '@tensorflow/tfjs';
import type { Instruments } from '../verify/instruments.ts';
import { settle } from './frozen-language.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where tfjs's backend keeps the numbers of each tensor. */
interface Store {
  /** The numbers behind a tensor's data id; undefined when there are none any more. */
  find(id: object, size: number): ArrayLike<number> | undefined;
}

/**
 * Fixes tfjs as it is: its engine, its backend and their methods. Gives instruments that look at numbers where the backend
 * keeps them, below every method and field that the code of a learner's file can put something else in the place of. To be
 * called before such code runs, in a process with a frozen language.
 */
export function sealTensors(): Instruments {
  const engine = tf.engine();
  const backend = tf.backend() as object;
  const tensors = countTensors(engine);
  const store = storeOf(backend);
  keepBackend(engine);
  for (const one of [tf.Tensor, tf.Variable, tf.KernelBackend, tf.DataStorage, tf.TensorBuffer]) {
    settle(one.prototype as object, () => false);
  }
  for (const one of [engine, backend]) {
    settle(Object.getPrototypeOf(one) as object, () => false);
    Object.preventExtensions(one);
  }
  return {
    tensors,
    // At once: whoever waits is given what was there when they asked.
    async read(tensor) {
      if (fieldOf(tensor, 'isDisposedInternal') === true) return undefined;
      const values = store.find(
        fieldOf(tensor, 'dataId') as object,
        fieldOf(tensor, 'size') as number,
      );
      return values && Array.from({ length: values.length }, (_, i) => values[i] as number);
    },
  };
}

/** A plain field. An accessor could show the examiner something else than everybody. */
function fieldOf(owner: unknown, name: string): unknown {
  const found = Object.getOwnPropertyDescriptor(owner, name);
  if (found === undefined || !('value' in found)) {
    throw new Error(`it changed what tfjs keeps as "${name}"; take that out`);
  }
  return found.value as unknown;
}

/** Numbers as they lie in memory, whatever the array says of itself. */
function plain(values: unknown): ArrayLike<number> {
  if (!ArrayBuffer.isView(values)) throw new Error('its tensors hold no numbers');
  return new Float64Array(values as Float32Array);
}

function storeOf(backend: object): Store {
  const { wasm, data, dataIdMap } = backend as Readonly<Record<string, Fields>>;
  const kept = data ?? dataIdMap;
  const entries = kept?.['data'] as WeakMap<object, object>;
  for (const [owner, names] of [
    [backend, ['data', 'dataIdMap', 'wasm']],
    [kept, ['data']],
  ] as const) {
    for (const name of names) {
      if (owner !== undefined && Object.hasOwn(owner, name)) {
        Object.defineProperty(owner, name, { writable: false, configurable: false });
      }
    }
  }
  if (wasm === undefined) {
    return {
      find(id) {
        const entry = entries.get(id);
        return entry && plain(fieldOf(entry, 'values'));
      },
    };
  }
  const { memory } = wasm['asm'] as { readonly memory: WebAssembly.Memory };
  return {
    find(id, size) {
      const entry = entries.get(id);
      // Bytes are no numbers before they are read as such; the memory's own buffer changes when it grows.
      return (
        entry &&
        plain(new Float32Array(memory.buffer, fieldOf(entry, 'memoryOffset') as number, size))
      );
    },
  };
}

/** Counts tensors beside tfjs, whose own count anybody can change. */
function countTensors(engine: object): () => number {
  const alive = new WeakSet();
  let count = 0;
  const prototype = Object.getPrototypeOf(engine) as {
    trackTensor: (this: unknown, tensor: tf.Tensor, backend: unknown) => void;
    disposeTensor: (this: unknown, tensor: tf.Tensor) => void;
  };
  const { trackTensor, disposeTensor } = prototype;
  const { apply } = Reflect;
  prototype.trackTensor = function (tensor, backend) {
    if (!alive.has(tensor)) count++;
    alive.add(tensor);
    apply(trackTensor, this, [tensor, backend]);
  };
  prototype.disposeTensor = function (tensor) {
    if (alive.delete(tensor)) count--;
    apply(disposeTensor, this, [tensor]);
  };
  return () => count;
}

/** The examiner has chosen the backend: who asks for another that there is, gets it without effect. */
function keepBackend(engine: object): void {
  const prototype = Object.getPrototypeOf(engine) as { setBackend(name: string): Promise<boolean> };
  const { registryFactory } = engine as { registryFactory: Fields };
  prototype.setBackend = (name) =>
    Object.hasOwn(registryFactory, name)
      ? Promise.resolve(true)
      : Promise.reject(new Error(`Backend name '${name}' not found in registry`));
  for (const name of ['registry', 'registryFactory', 'backendInstance', 'backendName']) {
    Object.defineProperty(engine, name, { writable: false, configurable: false });
  }
  for (const name of ['registry', 'registryFactory']) {
    Object.freeze((engine as Readonly<Record<string, object>>)[name]);
  }
}
