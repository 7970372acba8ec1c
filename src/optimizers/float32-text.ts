/** Bytes that become text in one go: a multiple of three, as base64 asks, and few enough to be a call's arguments. */
const portion = 6144;

/** `values` as little-endian float32 in base64, so that none is rounded. */
export function encode(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => bytes.setFloat32(i * 4, value, true));
  const text: string[] = [];
  for (let i = 0; i < bytes.byteLength; i += portion) {
    const some = new Uint8Array(bytes.buffer, i, Math.min(portion, bytes.byteLength - i));
    text.push(btoa(Reflect.apply(String.fromCharCode, undefined, some) as string));
  }
  return text.join('');
}

/** The numbers that `encode` wrote. */
export function decode(text: string): Float32Array {
  const raw = atob(text);
  const bytes = new DataView(new ArrayBuffer(raw.length));
  for (let i = 0; i < raw.length; i++) bytes.setUint8(i, raw.charCodeAt(i));
  const values = new Float32Array(Math.floor(raw.length / 4));
  for (let i = 0; i < values.length; i++) values[i] = bytes.getFloat32(i * 4, true);
  return values;
}
