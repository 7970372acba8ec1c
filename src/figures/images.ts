import { rounded } from '../shared/stats.ts';
import { checkDrawing } from './check-figure.ts';
import type { Drawing, ImageRow, Images } from './figure.ts';

export interface ImagesOptions {
  /** What the colours mean, such as "weight". */
  readonly label: string;
  readonly rows: readonly ImageRow[];
  /** The value that has the full colour. Default: the largest there is. */
  readonly most?: number;
}

/**
 * Small images of signed values on one scale of colours: blue below 0, white at 0, red above.
 * @throws UsageError for an unknown style, an image whose values do not fill its rows
 */
export function images({ label, rows, most }: ImagesOptions): Drawing<Images> {
  const sizes = rows.flatMap(({ images }) => images.flatMap(({ values }) => values.map(Math.abs)));
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  return checkDrawing<Drawing<Images>>({
    kind: 'images',
    subtitle: '',
    label,
    most: rounded(most ?? (largest > 0 ? largest : 1), 3),
    rows: rows.map(({ images, ...row }) => ({
      ...row,
      images: images.map((image) => ({
        ...image,
        values: image.values.map((value) => rounded(value, 3)),
      })),
    })),
  });
}
