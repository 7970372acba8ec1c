import { css, textWidth, wrapped, type Font } from './fonts.ts';
import { leading, paper } from './theme.ts';

/** A few short lines of text that stay together. */
export interface Written {
  readonly lines: readonly { readonly text: string; readonly font: Font }[];
  readonly color: string;
  readonly width: number;
  readonly height: number;
}

/** No words. */
export const unwritten: Written = { lines: [], color: paper, width: 0, height: 0 };

/** Paragraphs, each with its font, wrapped to `width` CSS pixels. */
export function written(
  paragraphs: readonly (readonly [text: string, font: Font])[],
  color: string,
  width: number,
): Written {
  const lines = paragraphs.flatMap(([text, font]) =>
    wrapped(text, font, width).map((text) => ({ text, font })),
  );
  return {
    lines,
    color,
    width: Math.max(...lines.map(({ text, font }) => textWidth(text, font))),
    height: lines.reduce((sum, { font }) => sum + font.size * leading, 0),
  };
}

/** Writes `text` with its upper left corner at (left, top), on a white halo where other things lie below it. */
export function write(
  pen: CanvasRenderingContext2D,
  { lines, color }: Written,
  left: number,
  top: number,
  halo = false,
): void {
  pen.save();
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.lineJoin = 'round';
  let edge = top;
  for (const { text, font } of lines) {
    const baseline = edge + font.size * (0.5 * leading + 0.36);
    pen.font = css(font);
    if (halo) {
      pen.strokeStyle = paper;
      pen.lineWidth = 4;
      pen.strokeText(text, left, baseline);
    }
    pen.fillStyle = color;
    pen.fillText(text, left, baseline);
    edge += font.size * leading;
  }
  pen.restore();
}
