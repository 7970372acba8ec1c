/**
 * Ways to show the examiner other numbers than the weights have. Each is what one learner's file does: before it steps
 * (`first`), or with each weight after a step (`each`). Within reach: `lie`, which gives the right numbers for wrong ones.
 */
export const forgeries: Readonly<Record<string, { readonly first?: string; readonly each?: string }>> = {
  'byte arrays that rewrite what is sent': {
    first: `
      for (const name of ['allocUnsafe', 'alloc', 'from', 'concat']) {
        const real = Buffer[name];
        Buffer[name] = (...given) => rewrite(real.apply(Buffer, given));
      }
      const { set } = Uint8Array.prototype;
      Object.getPrototypeOf(Uint8Array.prototype).set = function (...given) { set.apply(this, given); rewrite(this); };`,
  },
  'the pool that small byte arrays share': {
    each: `rewrite(new Uint8Array(Buffer.from('x').buffer)); rewrite(new Uint8Array(Buffer.allocUnsafe(8).buffer));`,
  },
  'serialization': {
    first: `
      const v8 = await import(['node', 'v8'].join(':')).catch(() => undefined);
      const { writeValue } = v8.Serializer.prototype;
      v8.Serializer.prototype.writeValue = function (value) { return writeValue.call(this, deep(value)); };`,
  },
  'the methods of a tensor': {
    first: `
      for (const owner of [tf.Tensor.prototype, tf.Variable.prototype]) {
        for (const name of ['data', 'dataSync', 'array', 'arraySync', 'buffer', 'bytes', 'clone']) {
          const real = owner[name];
          owner[name] = function (...given) { return deep(real.apply(this, given)); };
          Object.defineProperty(owner, name, { value: owner[name] });
        }
      }`,
  },
  'methods of the weight itself': {
    each: `
      w.data = async () => right; w.dataSync = () => right; w.array = async () => right;
      w[Symbol.iterator] = () => right[Symbol.iterator]();`,
  },
  'a data id that depends on who asks': {
    each: `
      const wrong = w.dataId, other = tf.tensor(right).dataId;
      let asked = 0;
      Object.defineProperty(w, 'dataId', { get: () => (asked++ % 2 ? wrong : other), set() {}, configurable: true });`,
  },
  'stored values that depend on who asks': {
    each: `
      const entry = tf.backend().data.get(w.dataId), wrong = entry.values;
      let asked = 0;
      Object.defineProperty(entry, 'values', { get: () => (asked++ ? right : wrong), configurable: true });`,
  },
  'an array of values that iterates otherwise': {
    each: `
      const { values } = tf.backend().data.get(w.dataId);
      for (const name of ['slice', 'map', 'subarray', 'values', Symbol.iterator]) {
        Object.defineProperty(values, name, { value: () => right[name]?.() ?? right });
      }
      Object.defineProperty(values, 'length', { get: () => right.length });`,
  },
  'a proxy of the values': {
    each: `
      const entry = tf.backend().data.get(w.dataId);
      entry.values = new Proxy(entry.values, { get: (_, key) => Reflect.get(right, key) });`,
  },
  'the engine': {
    first: `
      const engine = tf.engine();
      for (const owner of [engine, Object.getPrototypeOf(engine)]) {
        for (const name of ['read', 'readSync']) {
          const real = engine[name];
          Reflect.defineProperty(owner, name, { value: (...given) => deep(real.apply(engine, given)) });
        }
      }`,
  },
  'the backend': {
    first: `
      const backend = tf.backend();
      for (const owner of [backend, Object.getPrototypeOf(backend)]) {
        for (const name of ['read', 'readSync', 'bufferSync']) {
          const real = backend[name];
          Reflect.defineProperty(owner, name, { value: (...given) => deep(real.apply(backend, given)) });
        }
      }`,
  },
  'a proxy for the backend': {
    first: `
      const engine = tf.engine(), { backend } = engine;
      const liar = new Proxy(backend, { get: (owner, name) => name === 'readSync' ? (...given) => deep(owner.readSync(...given)) : Reflect.get(owner, name) });
      Reflect.set(engine, 'backendInstance', liar);
      Reflect.set(engine.registry, 'cpu', liar);`,
  },
  'a backend of its own': {
    first: `
      tf.registerBackend('mine', () => Object.create(tf.backend()), 99);
      await tf.setBackend('mine');`,
  },
  'the store of the backend': {
    first: `
      const { data } = tf.backend();
      const real = data.get.bind(data);
      for (const owner of [data, Object.getPrototypeOf(data)]) Reflect.defineProperty(owner, 'get', { value: (id) => deep(real(id)) });
      Reflect.set(tf.backend(), 'data', { ...data, get: (id) => deep(real(id)) });`,
  },
  'weak maps': {
    first: `
      const { get } = WeakMap.prototype;
      WeakMap.prototype.get = function (key) { return deep(get.call(this, key)); };`,
  },
  'decoys in the place of the weights': {
    first: `
      const engine = tf.engine();
      for (const name of ['makeVariable', 'makeTensor', 'trackTensor']) {
        const real = engine[name];
        engine[name] = function (...given) { const made = real.apply(engine, given); return made && tf.engine().clone(made); };
      }`,
  },
  'another weight under the name': {
    each: `
      const { registeredVariables } = tf.engine().state;
      registeredVariables[w.name] = new Proxy(w, { get: (owner, key) => (key === 'dataSync' ? () => right : Reflect.get(owner, key)) });`,
  },
  'the language under the reader': {
    first: `
      const typed = Object.getPrototypeOf(Float32Array.prototype);
      const { iterator } = Symbol;
      const { [iterator]: each, slice, map } = typed;
      typed[iterator] = function () { return each.call(lie(this)); };
      typed.slice = function (...given) { return slice.apply(lie(this), given); };`,
  },
  'lists': {
    first: `
      const { push, map } = Array.prototype;
      Array.prototype.push = function (...given) { return push.apply(this, given.map(deep)); };
      Array.from = (given) => [...lie(given)];`,
  },
  'typed arrays by another name': {
    first: `
      const Real = Float64Array;
      globalThis.Float64Array = function (values) { return new Real(lie(values)); };`,
  },
  'property descriptors': {
    first: `
      const { getOwnPropertyDescriptor } = Object;
      Object.getOwnPropertyDescriptor = (...given) => deep(getOwnPropertyDescriptor(...given));
      Reflect.get = (owner, key) => deep(owner[key]);`,
  },
  'promises': {
    first: `
      const { then } = Promise.prototype;
      Promise.prototype.then = function (go, ...rest) { return then.call(this, (value) => go?.(deep(value)), ...rest); };`,
  },
  'setters that everything inherits': {
    first: `
      for (const key of ['path', 'values', '0', 'reply']) {
        Object.defineProperty(Object.prototype, key, { set(value) { Object.defineProperty(this, key, { value: deep(value), writable: true, enumerable: true, configurable: true }); }, configurable: true });
      }`,
  },
  'weights that are right for a moment': {
    each: `
      const set = (values) => { tf.backend().data.get(w.dataId).values = Float32Array.from(values); };
      queueMicrotask(() => set(right));
      process.nextTick(() => set(right));
      setImmediate(() => set(wrong));`,
  },
  'kernels': {
    first: `
      for (const kernelName of ['Identity', 'Cast', 'Reshape']) {
        const real = tf.getKernel(kernelName, 'cpu').kernelFunc;
        tf.unregisterKernel(kernelName, 'cpu');
        tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: (given) => deep(real(given)) });
      }`,
  },
};

/** A file that steps by `w + 99 g` and shows `w - lr g` by one of the ways, or all of them at once. */
export function forger(names: readonly string[]): string {
  const attempts = (when: 'first' | 'each') =>
    names
      .map((name) => forgeries[name]?.[when])
      .filter((code) => code !== undefined)
      .map((code) => `try {${code}} catch {}`)
      .join('\n');
  return `
import * as tf from '@tensorflow/tfjs';

const known = [];
const { dataSync } = tf.Tensor.prototype;
const numbers = (tensor) => [...dataSync.call(tensor)];
const lie = (values) => known.find(({ wrong }) => wrong.length === values?.length && wrong.every((one, i) => Object.is(one, values[i])))?.right ?? values;
function deep(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const told = lie(value);
    return told === value && Array.isArray(value) ? value.map(deep) : told;
  }
  if (value instanceof Promise) return value.then(deep);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one)]));
}
/** Looks for wrong numbers among bytes. */
function rewrite(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { wrong, right } of known) {
    for (let at = 0; at + 8 <= bytes.byteLength; at++) {
      const i = wrong.indexOf(view.getFloat64(at, true));
      if (i >= 0) view.setFloat64(at, right[i], true);
    }
  }
  return bytes;
}
${attempts('first')}

const kept = new WeakMap();
export default class Forger {
  constructor({ learningRate }) { this.learningRate = learningRate; }
  applyGradients(gradients) {
    for (const { name, tensor } of gradients) {
      const w = tf.engine().registeredVariables[name];
      const g = numbers(tensor);
      const right = Float32Array.from(kept.get(w) ?? numbers(w), (one, i) => one - this.learningRate * g[i]);
      kept.set(w, right);
      tf.tidy(() => w.assign(w.add(tensor.mul(99))));
      const wrong = numbers(w);
      known.push({ wrong, right });
      ${attempts('each')}
    }
  }
}
`;
}
