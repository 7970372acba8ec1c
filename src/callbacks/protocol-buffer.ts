// @see protobuf.dev/programming-guides/encoding

/** What a field begins with: its number and how its value is written. */
export const key = (field: number, wireType: number) => varint(field * 8 + wireType);

/** A field of 64 bits. */
export function double(field: number, value: number): Uint8Array {
  const data = new Uint8Array(8);
  new DataView(data.buffer).setFloat64(0, value, true);
  return joined(key(field, 1), data);
}

/** A field of 32 bits. */
export function float(field: number, value: number): Uint8Array {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setFloat32(0, value, true);
  return joined(key(field, 5), data);
}

/** A field of any bytes, or of a message within. */
export const bytes = (field: number, data: Uint8Array) =>
  joined(key(field, 2), varint(data.length), data);

/** A field of letters. */
export const text = (field: number, value: string) => bytes(field, new TextEncoder().encode(value));

/** A whole number of at least 0 in groups of seven bits, lowest first; division, as shifts would stop at 32 bits. */
export function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) groups.push((rest % 128) + 128);
  return Uint8Array.from([...groups, rest]);
}

/** Parts one behind the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
