import type { Form } from '../verify/observe.ts';

/** The one class, function or rule of a module that is under examination. */
export interface Subject {
  readonly exportedAs: string;
  readonly value: object;
  readonly form: Form;
}

type Callable = (...args: unknown[]) => unknown;

/**
 * `create` if a module exports it, else its default export, else its only class or rule, else its only function. A
 * CommonJS module is looked at as its exports object. Gives a sentence when there is no such thing.
 * @param classOf makes the optimizer class of a rule
 */
export function subjectOf(
  module: object,
  classOf: (name: string, rule: object) => object,
): Subject | string {
  const subject = (exportedAs: string, value: unknown): Subject => {
    if (isRule(value)) return { exportedAs, value: classOf(exportedAs, value), form: 'class' };
    const made = exportedAs !== 'create' && isClass(value as Callable);
    return { exportedAs, value: value as object, form: made ? 'class' : 'function' };
  };
  const exported = new Map(Object.entries(module).map(([name, value]) => [name, value as unknown]));
  const standard = exported.get('default');
  if (isFunction(exported.get('create'))) return subject('create', exported.get('create'));
  if (isFunction(standard) || isRule(standard)) return subject('default', standard);
  if (isPlain(standard) && Object.values(standard).some(isFunction))
    return subjectOf(standard, classOf);
  const functions = [...exported].filter(([, value]) => isFunction(value) || isRule(value));
  const classes = functions.filter(([, value]) => isRule(value) || isClass(value as Callable));
  const [only] = classes.length > 0 ? classes : functions;
  if (only !== undefined && (classes.length > 0 ? classes : functions).length === 1) {
    return subject(...only);
  }
  const wanted = 'export one class, rule or function, best as default';
  if (exported.size === 0) return `it exports nothing; ${wanted}`;
  if (functions.length === 0) {
    return `it exports no class, rule or function, but ${[...exported.keys()].join(', ')}; ${wanted}`;
  }
  return `it exports several (${functions.map(([name]) => name).join(', ')}) and none as default; ${wanted}`;
}

const isFunction = (value: unknown): value is Callable => typeof value === 'function';

/** What downhill's `rule({ ... })` gives, or an object like it. */
const isRule = (value: unknown): value is object =>
  isPlain(value) &&
  'defaults' in value &&
  'update' in value &&
  isFunction((value as { update: unknown }).update);

/** An object literal, as `module.exports = { Adam }` gives one. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);

/** Whether it wants `new`: a class, or what older compilers make of one. */
function isClass(value: Callable): boolean {
  if (/^class\b/.test(Function.prototype.toString.call(value))) return true;
  const prototype: unknown = Object.getOwnPropertyDescriptor(value, 'prototype')?.value;
  if (typeof prototype !== 'object' || prototype === null) return false;
  const methods = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  // A generator's prototype belongs to what it yields.
  const ordinary = Object.hasOwn(prototype, 'constructor');
  return ordinary && (methods.length > 0 || Object.getPrototypeOf(prototype) !== Object.prototype);
}
