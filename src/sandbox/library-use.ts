import { settle } from './frozen-language.ts';
import type { Origin } from './words.ts';

type Library = Readonly<Record<string, unknown>>;
type Function = (...args: unknown[]) => unknown;
type Class = Function & { readonly prototype: object };

/** What of the libraries works while a learner's file runs. */
export interface LibraryUse {
  /** What a file gets when it imports downhill: functions that note their calls. */
  readonly offered: Library;
  /** Rules and functions whose own arithmetic ran so far, wherever they were called from. */
  readonly used: () => readonly Origin[];
  /** Makes the optimizer class of a rule, as downhill does. */
  readonly ofRule: (name: string, rule: object) => object;
}

/**
 * Watches the rules of both libraries, the functions of downhill and the regularizers of tfjs: each notes when it computes.
 * To be called before a learner's code runs; nothing that it does takes the notes away.
 */
export function watchLibraries(
  libraries: Readonly<Record<Origin['library'], Library>>,
): LibraryUse {
  const { downhill, tfjs } = libraries;
  const used = new Map<string, Origin>();
  const note = (origin: Origin) => used.set(`${origin.library}.${origin.name}`, origin);

  /** Notes each call of a method, which is otherwise as before. */
  const watch = (prototype: object, method: string, origin: Origin) => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
    const original = descriptor?.value as Function | undefined;
    if (typeof original !== 'function') return;
    const noting = function (this: unknown, ...args: unknown[]) {
      note(origin);
      return Reflect.apply(original, this, args);
    };
    Object.defineProperty(prototype, method, { ...descriptor, value: noting });
    settle(prototype, () => true);
  };

  /** The library again, with functions that note their calls. Classes have methods that do. */
  const noting = (name: string, value: unknown): unknown => {
    if (isPlain(value)) {
      const inside = Object.entries(value).map(([key, one]) => [key, noting(key, one)] as const);
      return Object.freeze(Object.fromEntries(inside));
    }
    if (typeof value !== 'function' || /^class\b/.test(String(value))) return value;
    return new Proxy(value as Function, {
      apply(target, self, args) {
        note({ library: 'downhill', name });
        const made: unknown = Reflect.apply(target, self, args);
        const rebuilt = name === 'asSchedule' ? undefined : builtName(made);
        if (rebuilt !== undefined) note({ library: 'downhill', name: rebuilt });
        return made;
      },
    });
  };

  const bases = [tfjs['Optimizer'], downhill['Optimizer'], downhill['RuleOptimizer']] as Class[];
  for (const [library, namespace] of Object.entries(libraries) as [Origin['library'], Library][]) {
    for (const [name, value] of Object.entries(namespace)) {
      if (typeof value !== 'function' || bases.includes(value as Class)) continue;
      const { prototype } = value as Partial<Class>;
      // tfjs's own test looks for methods.
      if (!prototype || !(prototype instanceof (bases[0] as Class))) continue;
      watch(prototype, library === 'downhill' ? 'update' : 'applyGradients', { library, name });
      const { rule } = value as { readonly rule?: object };
      if (rule !== undefined) watch(rule, 'update', { library, name });
    }
  }
  const { l2 } = tfjs['regularizers'] as { readonly l2: () => object };
  const penalty = Object.getPrototypeOf(l2()) as object;
  watch(penalty, 'apply', { library: 'tfjs', name: 'L1L2 regularizer' });
  const { optimizer, rule } = downhill as Readonly<Record<'optimizer' | 'rule', Function>>;
  return {
    offered: noting('downhill', { ...downhill }) as Library,
    used: () => [...used.values()],
    ofRule: (name, written) => optimizer(name, rule(written)) as object,
  };
}

function isPlain(value: unknown): value is Library {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The name of a schedule or penalty, which can have been rebuilt from its config. `asSchedule` is handed the arithmetic. */
function builtName(made: unknown): string | undefined {
  const { config } = (typeof made === 'function' ? made : {}) as {
    readonly config?: { readonly schedule?: unknown; readonly regularizer?: unknown };
  };
  return [config?.schedule, config?.regularizer].find((name) => typeof name === 'string');
}
