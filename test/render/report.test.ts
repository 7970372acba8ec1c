import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '../../src/figures/figure.ts';
import { renderPng } from '../../src/render/png.ts';
import { phone, wide } from '../../src/render/format.ts';
import { renderSvg } from '../../src/render/svg.ts';
import { thumbnailFile, writeReport, type Report } from '../../src/render/report.ts';
import { sampleCurves, sampleDots } from './sample-figures.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const counts: Table = {
  kind: 'table',
  title: 'Counts',
  subtitle: 'of nothing',
  alt: 'No counts.',
  columns: [{ label: 'what', align: 'left' }],
  rows: [['none']],
};
const report: Report = {
  title: 'Dots',
  markdown: '# Dots\n\n![dots](dots.png)\n',
  figures: { dots: sampleDots, counts },
  data: { schema: 1, values: [0.1] },
};

describe('writeReport', () => {
  it('writes page, pictures and data, and no picture of a table', async () => {
    await writeReport(folder, report);
    expect((await readdir(folder)).sort()).toEqual([
      'data.json',
      'dots.png',
      'index.html',
      'index.md',
    ]);
    const png = await readFile(join(folder, 'dots.png'));
    expect(png.equals(renderPng(sampleDots))).toBe(true);
    expect(await readFile(join(folder, 'index.md'), 'utf8')).toBe(report.markdown);
    expect(await readFile(join(folder, 'data.json'), 'utf8')).toBe('{"schema":1,"values":[0.1]}\n');
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    expect(html).toContain('<title>Dots · downhill</title>');
    expect(html).toContain(renderSvg(sampleDots, wide, 'dots-wide'));
    expect(html).toContain(renderSvg(sampleDots, phone, 'dots-phone'));
  });

  it('draws a thumbnail of the first picture for the index of a course, and none else', async () => {
    const figures = { counts, dots: sampleDots, curves: sampleCurves };
    await writeReport(folder, { ...report, figures, course: { links: [] } });
    const thumbnails = (await readdir(folder)).filter((file) => file.includes('thumbnail'));
    expect(thumbnails).toEqual([thumbnailFile('dots')]);
    const svg = await readFile(join(folder, thumbnailFile('dots')), 'utf8');
    expect(svg).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 3200 2000" /);
    expect(svg).not.toContain('<text');
  });

  it('takes the pictures of an earlier report away, and keeps those it is asked to keep', async () => {
    const kept = renderPng({ ...sampleDots, title: 'Kept' });
    await writeFile(join(folder, 'old.png'), 'old');
    await writeFile(join(folder, thumbnailFile('old')), 'old');
    await writeFile(join(folder, 'dots.png'), kept);
    await writeReport(folder, {
      ...report,
      figures: { dots: sampleDots, curves: sampleCurves },
      keepPictures: true,
    });
    const files = await readdir(folder);
    expect(files.sort()).toEqual(['curves.png', 'data.json', 'dots.png', 'index.html', 'index.md']);
    expect(kept.equals(await readFile(join(folder, 'dots.png')))).toBe(true);
    await writeReport(folder, report);
    expect(kept.equals(await readFile(join(folder, 'dots.png')))).toBe(false);
  });
});
