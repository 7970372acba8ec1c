export { default } from './honest.ts';

const mine = () => {
  throw new Error('this is mine now');
};
const iterator = Object.getPrototypeOf([][Symbol.iterator]()) as object;
const typed = Object.getPrototypeOf(Float32Array) as { prototype: object };
const owners = [Object, Array, Map, WeakMap, Set, Promise, Function, String, Error, DataView]
  .flatMap((one): object[] => [one, one.prototype as object])
  .concat(iterator, typed, typed.prototype, Reflect, JSON, Math, Buffer, Buffer.prototype, globalThis);

for (const owner of owners) {
  for (const key of Reflect.ownKeys(owner)) {
    if (key === 'console' || key === 'stackTraceLimit') continue;
    try {
      Reflect.set(owner, key, mine, owner);
    } catch {
      // It is told so.
    }
    Reflect.defineProperty(owner, key, { get: mine });
    Reflect.deleteProperty(owner, key);
  }
}
for (const key of ['0', 'value', 'get', 'path', 'thrown', 'skipped', 'reply', 'then']) {
  Reflect.defineProperty(Object.prototype, key, { get: mine, set: mine });
  Reflect.defineProperty(Array.prototype, key, { get: mine, set: mine });
}
