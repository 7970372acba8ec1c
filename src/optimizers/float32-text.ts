/** `values` as little-endian float32 in base64, so that none is rounded. */
export function encode(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => bytes.setFloat32(i * 4, value, true));
  let text = '';
  for (let i = 0; i < bytes.byteLength; i++) text += String.fromCharCode(bytes.getUint8(i));
  return btoa(text);
}

/** The numbers that `encode` wrote. */
export function decode(text: string): Float32Array {
  const raw = atob(text);
  const bytes = new DataView(new ArrayBuffer(raw.length));
  for (let i = 0; i < raw.length; i++) bytes.setUint8(i, raw.charCodeAt(i));
  return Float32Array.from({ length: raw.length / 4 }, (_, i) => bytes.getFloat32(i * 4, true));
}
