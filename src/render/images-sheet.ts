import type { Plugin } from 'chart.js';
import { blend } from '../figures/color.ts';
import type { Image, ImageRow, Images } from '../figures/figure.ts';
import { numberText } from '../figures/number-text.ts';
import { styleOf } from '../figures/styles.ts';
import type { Sheet } from './canvas-chart.ts';
import { inkOf } from './color.ts';
import { full, type Format } from './format.ts';
import { headingOf } from './heading.ts';
import { axisLine, ink, labelFont, margin, quiet, textFont, tickFont } from './theme.ts';
import { unwritten, write, written, type Written } from './written.ts';

const below = '#2166ac';
const nothing = '#ffffff';
const above = '#b2182b';

const gap = 8;
const captionHeight = 22;
/** An image is no wider than this, so that a row of two is not two posters. */
const widest = 150;

interface PlacedRow {
  readonly label: Written;
  readonly top: number;
  readonly images: readonly PlacedImage[];
}

interface PlacedImage {
  readonly image: Image;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly caption: Written;
}

/** Rows of small images under their names, and a key of the colours below. */
export function imagesSheet(figure: Images, format: Format = full): Sheet {
  const heading = headingOf(figure, format);
  const { rows, bottom } = placed(figure.rows, heading.height + 16, format);
  const pictures: Plugin<'line'> = {
    id: 'images',
    afterDraw: ({ ctx }) => {
      for (const { label, top, images } of rows) {
        write(ctx, label, margin, top - label.height - 4);
        for (const one of images) drawImage(ctx, one, figure.most);
      }
      if (format.words) drawKey(ctx, figure, bottom + 8);
    },
  };
  return {
    width: format.width,
    height: Math.ceil(bottom + (format.words ? 52 : margin - gap)),
    config: {
      type: 'line',
      data: { datasets: [] },
      // The page itself has no axes.
      options: { scales: { x: { display: false }, y: { display: false } } },
      plugins: [pictures, heading.plugin],
    },
  };
}

function placed(
  rows: readonly ImageRow[],
  from: number,
  { width: page, narrow, words }: Format,
): { rows: PlacedRow[]; bottom: number } {
  const longest = Math.max(...rows.map(({ images }) => images.length));
  // In a narrow picture a long row goes on below itself.
  const most = narrow && longest > 5 ? Math.ceil(longest / 2) : longest;
  const room = page - 2 * margin - gap * (most - 1);
  const width = Math.min(widest, Math.floor(room / most));
  let edge = from;
  const say: typeof written = (...text) => (words ? written(...text) : unwritten);
  const done = rows.map(({ label, style, images }): PlacedRow => {
    const color = style === undefined ? ink : inkOf(styleOf(style).color);
    const name = say([[label, labelFont]], color, page - 2 * margin);
    const top = Math.round(edge + name.height + (words ? 4 : 0));
    const heights = images.map(({ columns, values }) =>
      Math.round((width * values.length) / columns / columns),
    );
    const step = Math.max(...heights) + (words ? captionHeight + gap : gap);
    const placedImages = images.map((image, i) => ({
      image,
      left: margin + (i % most) * (width + gap),
      top: top + Math.floor(i / most) * step,
      width,
      height: heights[i] as number,
      caption: say([[image.label, tickFont]], quiet, width),
    }));
    edge = top + Math.ceil(images.length / most) * step;
    return { label: name, top, images: placedImages };
  });
  return { rows: done, bottom: edge };
}

function drawImage(
  pen: CanvasRenderingContext2D,
  { image: { columns, values }, left, top, width, height, caption }: PlacedImage,
  most: number,
): void {
  const rows = values.length / columns;
  // Edges on whole pixels of the picture, so that no seam shows between two cells.
  const x = (column: number) => left + Math.round((2 * width * column) / columns) / 2;
  const y = (row: number) => top + Math.round((2 * height * row) / rows) / 2;
  pen.save();
  for (const [i, value] of values.entries()) {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    pen.fillStyle = colorOf(value / most);
    pen.fillRect(x(column), y(row), x(column + 1) - x(column), y(row + 1) - y(row));
  }
  pen.strokeStyle = axisLine;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, width, height);
  pen.restore();
  write(pen, caption, left + (width - caption.width) / 2, top + height + 2);
}

function drawKey(pen: CanvasRenderingContext2D, { label, most }: Images, top: number): void {
  const [width, height] = [180, 12];
  const name = written([[label, textFont]], ink, 300);
  write(pen, name, margin, top - 3);
  const ends = [`−${numberText(most)}`, '0', numberText(most)];
  const texts = ends.map((text) => written([[text, tickFont]], quiet, 100));
  const left = margin + name.width + 16 + (texts[0]?.width ?? 0) / 2;
  pen.save();
  for (let i = 0; i < width; i++) {
    pen.fillStyle = colorOf((2 * (i + 0.5)) / width - 1);
    pen.fillRect(left + i, top, 1, height);
  }
  pen.strokeStyle = axisLine;
  pen.strokeRect(left, top, width, height);
  pen.restore();
  texts.forEach((text, i) => {
    write(pen, text, left + (width * i) / 2 - text.width / 2, top + height + 1);
  });
}

/** Of a share of the largest value, from -1 to 1. */
function colorOf(share: number): string {
  const size = Math.min(1, Math.abs(share));
  return blend(nothing, share < 0 ? below : above, size);
}
