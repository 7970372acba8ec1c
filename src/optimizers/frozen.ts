import { NotRecorded } from '../fused/index.ts';

const refuse = (): never => {
  throw new NotRecorded('its update changes the optimizer itself');
};

const handler: ProxyHandler<object> = {
  // Private fields are those of the object itself.
  get: (one, key) => Reflect.get(one, key) as unknown,
  set: refuse,
  defineProperty: refuse,
  deleteProperty: refuse,
};

/**
 * The same object to read, which cannot be changed.
 * @throws NotRecorded when it is changed, and at once for an optimizer that has fields beside tfjs's own
 */
export function frozen<T extends object>(one: T): T {
  if (Object.keys(one).some((key) => key !== 'iterations_')) refuse();
  return new Proxy(one, handler) as T;
}
