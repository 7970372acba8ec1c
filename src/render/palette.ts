/** At most 256 colours and, for each pixel, which of them it has. */
export interface Palette {
  /** Red, green, blue of each colour. */
  readonly colors: Uint8Array;
  readonly indices: Uint8Array;
}

/** So much of the palette is for the most frequent colours as they are: paper, areas, lines. */
const exact = 1 / 2;

/** A colour as 0xbbggrr, and how many pixels have it. */
interface Tally {
  readonly color: number;
  readonly count: number;
}

/**
 * Colours for a picture: the frequent ones exactly, the rest by median cut (Heckbert 1982); each pixel takes the nearest.
 * @param pixels red, green, blue, alpha of each; alpha is not looked at
 * @param sizes of the palette, 256 at most; the first that looks like the picture is taken, or the last
 */
export function palette(pixels: Buffer, sizes: readonly number[] = [256]): Palette {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const tallies = tally(words);
  let [chosen, index] = mapped(tallies, sizes[0] as number);
  for (const size of sizes.slice(1)) {
    if (looksLike(tallies, chosen, index)) break;
    [chosen, index] = mapped(tallies, size);
  }
  const indices = new Uint8Array(words.length);
  let last = -1;
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const color = (words[i] as number) & 0xffffff;
    if (color !== last) {
      last = color;
      at = index.get(color) as number;
    }
    indices[i] = at;
  }
  return { colors: Uint8Array.from(chosen.flatMap((color) => channels(color))), indices };
}

/** At most `size` colours, and which of them each colour of the picture becomes. */
function mapped(tallies: readonly Tally[], size: number): [number[], Map<number, number>] {
  const chosen =
    tallies.length <= size ? tallies.map(({ color }) => color) : reduced(tallies, size);
  return [chosen, new Map(tallies.map(({ color }) => [color, nearest(color, chosen)]))];
}

/** How far a channel may be off, as the root of its mean square over all pixels, of 255. */
const unseen = 2.8;

function looksLike(
  tallies: readonly Tally[],
  chosen: readonly number[],
  index: ReadonlyMap<number, number>,
): boolean {
  let [pixels, squares] = [0, 0];
  for (const { color, count } of tallies) {
    const became = channels(chosen[index.get(color) as number] as number);
    const off = channels(color).map((value, i) => Math.abs(value - (became[i] as number)));
    pixels += count;
    squares += count * Math.max(...off) ** 2;
  }
  return squares <= pixels * unseen ** 2;
}

/** The colours from the most frequent to the rarest; neighbours that are equal are counted together. */
function tally(words: Uint32Array): Tally[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < words.length;) {
    const color = (words[i] as number) & 0xffffff;
    const from = i;
    while (i < words.length && ((words[i] as number) & 0xffffff) === color) i++;
    counts.set(color, (counts.get(color) ?? 0) + i - from);
  }
  return [...counts]
    .map(([color, count]) => ({ color, count }))
    .sort((a, b) => b.count - a.count || a.color - b.color);
}

function reduced(tallies: readonly Tally[], size: number): number[] {
  const most = Math.round(exact * size);
  const kept = tallies.slice(0, most).map(({ color }) => color);
  const boxes = [tallies.slice(most)];
  while (kept.length + boxes.length < size) {
    const widest = boxes.reduce((a, b) => (spreadOf(b).weight > spreadOf(a).weight ? b : a));
    if (widest.length < 2) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halves(widest));
  }
  return [...kept, ...boxes.map(middle)];
}

interface Spread {
  readonly channel: number;
  readonly weight: number;
}

const spreads = new WeakMap<readonly Tally[], Spread>();

/** The channel in which a box is widest, and how much it matters: width times the root of the pixels in it. */
function spreadOf(box: readonly Tally[]): Spread {
  const known = spreads.get(box);
  if (known) return known;
  const low = [255, 255, 255];
  const high = [0, 0, 0];
  let pixels = 0;
  for (const { color, count } of box) {
    pixels += count;
    for (const [i, value] of channels(color).entries()) {
      if (value < (low[i] as number)) low[i] = value;
      if (value > (high[i] as number)) high[i] = value;
    }
  }
  const widths = high.map((value, i) => value - (low[i] as number));
  const width = Math.max(...widths);
  const spread = { channel: widths.indexOf(width), weight: width * Math.sqrt(pixels) };
  spreads.set(box, spread);
  return spread;
}

function halves(box: readonly Tally[]): [Tally[], Tally[]] {
  const { channel } = spreadOf(box);
  const value = ({ color }: Tally) => (color >> (8 * channel)) & 0xff;
  const sorted = [...box].sort((a, b) => value(a) - value(b) || a.color - b.color);
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let [cut, sum] = [0, 0];
  while (cut < sorted.length - 1 && sum < half) sum += (sorted[cut++] as Tally).count;
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

function middle(box: readonly Tally[]): number {
  const sums = [0, 0, 0];
  let pixels = 0;
  for (const { color, count } of box) {
    pixels += count;
    for (const [i, value] of channels(color).entries())
      sums[i] = (sums[i] as number) + value * count;
  }
  const [r, g, b] = sums.map((sum) => Math.round(sum / pixels)) as [number, number, number];
  return r | (g << 8) | (b << 16);
}

function nearest(color: number, chosen: readonly number[]): number {
  const [r, g, b] = channels(color);
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < chosen.length && least > 0; i++) {
    const other = chosen[i] as number;
    const red = r - (other & 0xff);
    const green = g - ((other >> 8) & 0xff);
    const blue = b - (other >> 16);
    const distance = red * red + green * green + blue * blue;
    if (distance < least) {
      best = i;
      least = distance;
    }
  }
  return best;
}

function channels(color: number): [number, number, number] {
  return [color & 0xff, (color >> 8) & 0xff, color >> 16];
}
