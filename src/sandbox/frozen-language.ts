import { runInNewContext } from 'node:vm';

/** What Node adds, and everybody computes and waits with. */
const added =
  'Buffer structuredClone queueMicrotask setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate TextEncoder TextDecoder'.split(
    ' ',
  );

/** Inherited properties that people write on objects of their own: `this.name = 'MyError'`, `counts.constructor = 1`. */
const written = ['constructor', 'toString', 'valueOf', 'toLocaleString'];

/**
 * Makes the language unchangeable for all code of this process: each function and prototype that a program can reach, with
 * what it inherits from. Objects of one's own may still have properties that are called like inherited ones.
 * @see https://github.com/endojs/endo/tree/master/packages/ses the same idea, taken further
 */
export function freezeLanguage(): void {
  // A program may have globals of its own, and be silent.
  const open: readonly unknown[] = [globalThis, console];
  const all = reached([
    ...[...languageNames(), ...added]
      .map((name): unknown => Reflect.get(globalThis, name))
      .filter((one) => !open.includes(one)),
    // Those that have no name.
    function* () {},
    async () => {},
    async function* () {},
    ...[[], new Map(), new Set(), '', 'a'.matchAll(/a/g)].map((one) => one[Symbol.iterator]()),
    (async function* () {})(),
  ]);
  for (const one of all) settle(one, writtenOn(one));
  for (const one of all) Object.preventExtensions(one);
}

/** The globals that the language itself defines: those of a new context, to which Node has added nothing. */
export function languageNames(): readonly string[] {
  return runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[];
}

/**
 * Makes an object's own properties unchangeable. Those named in `assignable` can still be assigned to objects that inherit
 * them, which then have one of their own, as if they could be written.
 */
export function settle(owner: object, assignable: (key: PropertyKey) => boolean): void {
  for (const key of Reflect.ownKeys(owner)) {
    const found = Object.getOwnPropertyDescriptor(owner, key) as PropertyDescriptor;
    if (!found.configurable && found.writable !== true) continue;
    // A number, which Node itself sets and sets back.
    if (key === 'stackTraceLimit') continue;
    if (found.configurable === true && found.writable === true && assignable(key)) {
      const { value } = found as { value: unknown };
      Object.defineProperty(owner, key, {
        get: () => value,
        set(this: unknown, own: unknown) {
          if (this === owner)
            throw new TypeError(`Cannot assign to read only property '${String(key)}'`);
          Object.defineProperty(this, key, {
            value: own,
            writable: true,
            enumerable: true,
            configurable: true,
          });
        },
        configurable: false,
      });
    } else {
      const fixed = 'value' in found ? { writable: false } : {};
      Object.defineProperty(owner, key, { ...fixed, configurable: false });
    }
  }
}

function writtenOn(owner: object): (key: PropertyKey) => boolean {
  if (owner === Object.prototype || owner instanceof Error || owner === Error.prototype) {
    return (key) => typeof key === 'string';
  }
  // Whether a promise or an array is an ordinary one is looked up at each step: that stays as quick as it was.
  const quick = owner === Promise.prototype || owner === Array.prototype;
  return (key) => !quick && typeof owner !== 'function' && written.includes(key as string);
}

/** All objects that can be reached from `roots` by properties and prototypes; getters are not run. */
function reached(roots: readonly unknown[]): ReadonlySet<object> {
  const all = new Set<object>();
  const left = [...roots];
  while (left.length > 0) {
    const one = left.pop();
    if ((typeof one !== 'object' && typeof one !== 'function') || one === null || all.has(one)) {
      continue;
    }
    all.add(one);
    left.push(Object.getPrototypeOf(one));
    for (const key of Reflect.ownKeys(one)) {
      left.push(...Object.values(Object.getOwnPropertyDescriptor(one, key) ?? {}));
    }
  }
  return all;
}
