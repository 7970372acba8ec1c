import './no-system-fonts.ts';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from 'canvas';

/** Registered under a name of its own, so that an installed DejaVu of another version cannot take its place. */
export const family = 'Downhill Sans';

const require = createRequire(import.meta.url);
for (const weight of [400, 700]) {
  const file = require.resolve(
    `@fontsource/dejavu-sans/files/dejavu-sans-latin-${weight}-normal.woff2`,
  );
  if (GlobalFonts.registerFromPath(file, family) === null) {
    throw new Error(`render: cannot read the font ${file}; reinstall with npm ci`);
  }
}

/** Size in CSS pixels and weight of a text. */
export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** `font` as a canvas wants it. */
export function css({ size, bold = false }: Font): string {
  return `${bold ? 'bold ' : ''}${size}px "${family}"`;
}

const ruler = createCanvas(1, 1).getContext('2d');
ruler.lang = 'en';

/** Width of `text` in CSS pixels. */
export function textWidth(text: string, font: Font): number {
  ruler.font = css(font);
  return ruler.measureText(text).width;
}

/** `text` in lines no wider than `width`, broken between words, or inside a word that is too long alone. */
export function wrapped(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((word) => pieces(word, font, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, font) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, font: Font, width: number): string[] {
  if (textWidth(word, font) <= width) return [word];
  const parts = [''];
  for (const sign of word) {
    const longer = `${parts.at(-1)}${sign}`;
    if (longer.length > 1 && textWidth(longer, font) > width) parts.push(sign);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}
