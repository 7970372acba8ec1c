const global = globalThis as unknown as Readonly<Record<string, unknown>>;

const names = 'Object Array Function Promise Math JSON Number String Map Set Reflect Error'.split(
  ' ',
);
const arrays = 'ArrayBuffer Float32Array Float64Array Int32Array Uint8Array'.split(' ');
const functions = 'setTimeout setImmediate queueMicrotask structuredClone isNaN parseFloat'.split(
  ' ',
);

type Seen = ReadonlyMap<PropertyKey, readonly unknown[]>;

// Kept, because a file that changes built-ins changes these too.
const { getOwnPropertyDescriptor, is } = Object;
const { ownKeys } = Reflect;

/** Which built-ins of the language have been changed since now, when the returned function is called. */
export function watchBuiltIns(): () => string[] {
  const places = new Map<string, object>();
  for (const name of [...names, ...arrays]) {
    const value = global[name] as object & { readonly prototype?: object };
    places.set(name, value);
    if (value.prototype) places.set(`${name}.prototype`, value.prototype);
  }
  places.set('TypedArray.prototype', Object.getPrototypeOf(Float32Array.prototype) as object);
  const before = [...places].map(([name, place]) => ({ name, place, seen: look(place) }));
  const globals = [...names, ...arrays, ...functions].map((name) => ({
    name,
    value: global[name],
  }));
  return () => {
    const changed: string[] = [];
    for (const { name, value } of globals) if (!is(global[name], value)) changed.push(name);
    for (const { name, place, seen } of before) {
      const now = look(place);
      for (const key of new Set([...seen.keys(), ...now.keys()])) {
        // Statics that a file adds harm nobody; on a prototype everybody meets them.
        if (!seen.has(key) && !name.endsWith('.prototype')) continue;
        const [old, current] = [seen.get(key), now.get(key)];
        const same = old?.every((one, i) => is(one, current?.[i])) ?? false;
        if (!same) changed.push(`${name}.${String(key)}`);
      }
    }
    return changed;
  };
}

function look(place: object): Seen {
  return new Map(
    ownKeys(place).map((key) => {
      const found: Readonly<Record<string, unknown>> = { ...getOwnPropertyDescriptor(place, key) };
      return [key, [found['value'], found['get'], found['set']]] as const;
    }),
  );
}
