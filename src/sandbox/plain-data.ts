/** What an object of a message is before its fields are looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** Refuses whatever in a message is not as agreed. */
export class NotAsAgreed extends Error {}

/** @throws NotAsAgreed for what is no number */
export function number(value: unknown): number {
  if (typeof value !== 'number') throw new NotAsAgreed('not a number');
  return value;
}

/** A copy. @throws NotAsAgreed for what is no list, or a longer one than `length` */
export function list(value: unknown, length: number): unknown[] {
  if (!Array.isArray(value) || value.length > length) throw new NotAsAgreed('not a list');
  // Holes become undefined, which no reader takes.
  return Array.from(value as unknown[]);
}

/** A copy. @throws NotAsAgreed for what is no array of doubles in memory of its own, or a longer one than `length` */
export function doubles(value: unknown, length: number): Float64Array {
  const isPlain =
    value instanceof Float64Array &&
    Object.getPrototypeOf(value) === Float64Array.prototype &&
    value.buffer instanceof ArrayBuffer;
  if (!isPlain || value.length > length) throw new NotAsAgreed('not an array of doubles');
  return new Float64Array(value);
}

/** @throws NotAsAgreed for what is no object */
export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new NotAsAgreed('not an object');
  return value as Fields;
}
