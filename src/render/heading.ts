import type { Plugin } from 'chart.js';
import type { Described } from '../figures/figure.ts';
import { css, wrapped, type Font } from './fonts.ts';
import type { Format } from './format.ts';
import { ink, leading, margin, quiet, subtitleFont, titleFont } from './theme.ts';

/** Title and subtitle, wrapped, and the room they take from the top of the page. */
export interface Heading {
  readonly height: number;
  readonly plugin: Plugin<'line'>;
}

interface Row {
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  readonly baseline: number;
}

/** The heading of a picture; a little air where the format has none. */
export function headingOf({ title, subtitle }: Described, format: Format): Heading {
  const width = format.width - 2 * margin;
  const rows: Row[] = [];
  let below = margin - 2;
  const add = (text: string, font: Font, color: string) => {
    for (const line of wrapped(text, font, width)) {
      rows.push({ text: line, font, color, baseline: below + font.size });
      below += font.size * leading;
    }
  };
  if (format.heading) {
    add(title, titleFont, ink);
    below += 2;
    add(subtitle, subtitleFont, quiet);
  } else below = 0;
  const plugin: Plugin<'line'> = {
    id: 'heading',
    afterDraw: ({ ctx }) => {
      ctx.save();
      ctx.textAlign = 'left';
      ctx.textBaseline = 'alphabetic';
      for (const { text, font, color, baseline } of rows) {
        ctx.font = css(font);
        ctx.fillStyle = color;
        ctx.fillText(text, margin, baseline);
      }
      ctx.restore();
    },
  };
  return { height: Math.ceil(below), plugin };
}
