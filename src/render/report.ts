import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../figures/figure.ts';
import { writeFiles } from './files.ts';
import { htmlPage } from './page.ts';
import { renderPng } from './png.ts';

/** A report before it is written. */
export interface Report {
  readonly title: string;
  /** The page; it shows a figure as the picture `<id>.png`. */
  readonly markdown: string;
  /** By id. A table has no picture: it stands in the page. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** What every picture and number was drawn from; plain data. */
  readonly data: object;
  /** Pictures that stand in the folder already are kept, and only those that are missing drawn. Default false. */
  readonly keepPictures?: boolean;
}

/**
 * Draws a report's figures and writes them with the page, as Markdown and as HTML, and the data, all together. Pictures
 * of an earlier report go.
 * @throws UsageError when the folder cannot be written
 */
export async function writeReport(
  folder: string,
  { title, markdown, figures, data, keepPictures = false }: Report,
): Promise<void> {
  const images: Record<string, Uint8Array> = {};
  for (const [id, figure] of Object.entries(figures)) {
    if (figure.kind === 'table') continue;
    const file = `${id}.png`;
    const kept = keepPictures && (await readFile(join(folder, file)).catch(() => undefined));
    images[file] = kept || renderPng(figure);
  }
  await writeFiles(
    folder,
    {
      ...images,
      'index.md': markdown,
      'index.html': htmlPage({ title, markdown, images }),
      'data.json': `${JSON.stringify(data)}\n`,
    },
    { obsolete: /\.png$/ },
  );
}
