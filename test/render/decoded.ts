import { createCanvas, loadImage } from 'canvas';

/** A PNG as the canvas reads it: independent of how we write it. */
export async function decoded(png: Buffer): Promise<{
  readonly width: number;
  readonly height: number;
  /** Number of pixels of each #rrggbb. */
  readonly colors: ReadonlyMap<string, number>;
  readonly pixels: Uint8ClampedArray;
}> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const colors = new Map([...counts].map(([word, count]) => [named(word), count]));
  return { width: image.width, height: image.height, colors, pixels };
}

function named(word: number): string {
  const channels = [word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
