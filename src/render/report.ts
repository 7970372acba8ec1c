import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../figures/figure.ts';
import { writeFiles, type Files } from './files.ts';
import { full, phone, thumbnail, wide } from './format.ts';
import { liveData } from './live-data.ts';
import { htmlPage, type CoursePlace, type PagePicture, type PageScript } from './page.ts';
import { renderPng } from './png.ts';
import { renderSvg, svgFile } from './svg.ts';

/** A report before it is written. */
export interface Report {
  readonly title: string;
  /** The page; it shows a figure as the picture `<id>.png`. */
  readonly markdown: string;
  /** By id. A table has no picture: it stands in the page. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** What every picture and number was drawn from; plain data. */
  readonly data: object;
  /** Further files, by their names. */
  readonly also?: Files;
  /** Where it stands in the course; the first figure's thumbnail is drawn for its index. */
  readonly course?: CoursePlace;
  /** The script that makes figures live. Default: they stay pictures. */
  readonly script?: PageScript;
  /** Pictures that stand in the folder already are kept, and only those that are missing drawn. Default false. */
  readonly keepPictures?: boolean;
}

/** The file of the picture for a card, of the figure `id`. */
export function thumbnailFile(id: string): string {
  return `${id}.thumbnail.svg`;
}

/**
 * Draws a report's figures and writes them with the page, as Markdown and as HTML, and the data, all together. Pictures
 * of an earlier report go.
 * @throws UsageError when the folder cannot be written
 */
export async function writeReport(
  folder: string,
  { title, markdown, figures, data, also = {}, course, script, keepPictures = false }: Report,
): Promise<void> {
  const files: Record<string, Buffer | string> = {};
  const pictures: Record<string, PagePicture> = {};
  const drawn = Object.entries(figures).flatMap(([id, figure]) =>
    figure.kind === 'table' ? [] : [{ id, figure }],
  );
  const standing = (file: string) => readFile(join(folder, file)).catch(() => undefined);
  for (const [i, { id, figure }] of drawn.entries()) {
    const { title, subtitle } = figure;
    const file = `${id}.png`;
    const earlier = await standing(file);
    files[file] = (keepPictures && earlier) || renderPng(figure, full, earlier);
    const drawn = [wide, phone].map((format) => renderSvg(figure, format, `${id}-${format.name}`));
    const live = script === undefined ? undefined : liveData(figure);
    pictures[file] = { title, subtitle, drawn: drawn.join(''), ...(live && { live }) };
    if (course && i === 0) files[thumbnailFile(id)] = svgFile(figure, thumbnail);
  }
  const html = await htmlPage({
    title,
    markdown,
    pictures,
    ...(course && { course }),
    ...(script !== undefined && { script }),
  });
  await writeFiles(
    folder,
    {
      ...files,
      ...also,
      'index.md': markdown,
      'index.html': html,
      'data.json': `${JSON.stringify(data)}\n`,
    },
    { obsolete: /\.(?:png|thumbnail\.svg)$/ },
  );
}
