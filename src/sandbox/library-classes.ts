import type { Lineage, Origin } from './words.ts';

type Library = Readonly<Record<string, unknown>>;
type Make = (...args: unknown[]) => object;
type Class = (new (...args: never[]) => object) & { readonly prototype: object };

/** How far a chain of prototypes is followed: nobody needs more, and a proxy can make one without end. */
const longest = 50;

/** Knows the classes and functions of both libraries again, whatever a learner's file does with them. */
export class LibraryClasses {
  readonly #exported = new Map<unknown, Origin>();
  readonly #prototypes = new Map<unknown, Origin>();
  readonly #rules = new Map<object, Origin>();
  readonly #used = new Map<string, Origin>();
  /** The updates of the library's rules, as they are and as they are counted. */
  readonly #updates = new Map<unknown, Origin>();
  /** Makes the optimizer class of a rule, as downhill does. */
  readonly ofRule: (name: string, rule: object) => object;

  /** @param libraries namespaces as a learner's file imports them, before it runs */
  constructor(libraries: Readonly<Record<Origin['library'], Library>>) {
    const { downhill, tfjs } = libraries;
    const { optimizer, rule } = downhill as Readonly<
      Record<string, (...args: unknown[]) => object>
    >;
    this.ofRule = (name, written) => (optimizer as Make)(name, (rule as Make)(written));
    const bases = [tfjs['Optimizer'], downhill['Optimizer']] as Class[];
    for (const [library, namespace] of Object.entries(libraries) as [
      Origin['library'],
      Library,
    ][]) {
      const inside = ['train', 'regularizers'].flatMap((group) =>
        Object.entries((namespace[group] ?? {}) as Library).map(
          ([name, value]) => [`${group}.${name}`, value] as const,
        ),
      );
      for (const [name, value] of [...Object.entries(namespace), ...inside]) {
        if (typeof value !== 'function' || this.#exported.has(value)) continue;
        this.#exported.set(value, { library, name });
        const prototype = value.prototype as unknown;
        if (typeof prototype !== 'object' || prototype === null) continue;
        this.#prototypes.set(prototype, { library, name });
        if (bases.includes(value as Class) || !(prototype instanceof (bases[0] as Class))) continue;
        this.#rules.set(prototype, { library, name });
      }
    }
    for (const [name, value] of Object.entries(downhill)) {
      const { rule } = Object(value) as { readonly rule?: object };
      if (rule === undefined || this.#updates.has((rule as { update?: unknown }).update)) continue;
      const origin: Origin = { library: 'downhill', name };
      this.#updates.set((rule as { update?: unknown }).update, origin);
      this.#count(rule, origin, 'update');
      this.#updates.set((rule as { update?: unknown }).update, origin);
    }
    for (const [prototype, origin] of this.#rules) {
      this.#count(prototype, origin, origin.library === 'downhill' ? 'update' : 'applyGradients');
    }
  }

  /** Rules whose own arithmetic ran so far. */
  get used(): readonly Origin[] {
    return [...this.#used.values()];
  }

  /** Notes each call of a rule's method, which is otherwise as before. */
  #count(prototype: object, origin: Origin, method: string): void {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
    const original = descriptor?.value as ((...args: unknown[]) => unknown) | undefined;
    if (typeof original !== 'function') return;
    const note = () => this.#used.set(`${origin.library}.${origin.name}`, origin);
    const { apply } = Reflect;
    const counted = function (this: unknown, ...args: unknown[]) {
      note();
      return apply(original, this, args);
    };
    Object.defineProperty(prototype, method, { ...descriptor, value: counted });
  }

  /** What a value of the learner's, a class, a function or an object, has from the libraries. Never throws. */
  lineage(value: unknown): Lineage {
    const own: string[] = [];
    try {
      const { rule } = Object(value) as { readonly rule?: { readonly update?: unknown } };
      const is = this.#exported.get(value) ?? this.#updates.get(rule?.update);
      const first =
        typeof value === 'function'
          ? ((value as { prototype?: unknown }).prototype ?? null)
          : Object.getPrototypeOf(value);
      const chain = this.#chain(first);
      const at = chain.findIndex((one) => this.#prototypes.has(one));
      for (const one of chain.slice(0, at < 0 ? undefined : at)) own.push(...methods(one));
      if (typeof value === 'object' && value !== null) own.push(...methods(value));
      const origin = at < 0 ? undefined : this.#prototypes.get(chain[at]);
      const itself = is ?? (at === 0 && typeof value === 'object' ? origin : undefined);
      return {
        ...(itself && { is: itself }),
        ...(origin && !itself && { extends: origin }),
        own: [...new Set(own)],
        holds: typeof value === 'object' && value !== null ? this.#held(value) : [],
      };
    } catch {
      return { own, holds: [] };
    }
  }

  /** Rules among an object's fields and the fields of those. */
  #held(value: object): Origin[] {
    const fields = (one: unknown): unknown[] =>
      typeof one === 'object' && one !== null
        ? Object.values(Object.getOwnPropertyDescriptors(one)).map(({ value }) => value as unknown)
        : [];
    const near = fields(value).slice(0, 200);
    const all = new Set([...near, ...near.flatMap((one) => fields(one).slice(0, 50))]);
    const found = [...all].flatMap((one) => {
      if (typeof one !== 'object' || one === null) return [];
      const proto = this.#chain(Object.getPrototypeOf(one)).find((p) => this.#rules.has(p));
      return proto ? [this.#rules.get(proto) as Origin] : [];
    });
    return [...new Set(found)];
  }

  #chain(first: unknown): object[] {
    const chain: object[] = [];
    for (let one = first; typeof one === 'object' && one !== null;) {
      if (one === Object.prototype || chain.length === longest) break;
      chain.push(one);
      one = Object.getPrototypeOf(one);
    }
    return chain;
  }
}

/** Names of an object's own methods; getters are not run. */
function methods(one: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(one))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name]) => name);
}
