import type { Plugin } from 'chart.js';
import type { Contours } from '../figures/figure.ts';
import type { PlotPlace } from '../figures/packed.ts';
import { drawInside, type Sheet } from './canvas-chart.ts';
import { contourLayer } from './contour-layer.ts';
import { full, type Format } from './format.ts';
import { headingOf } from './heading.ts';
import { bareGrid, panelGrid, type Cell } from './panel-grid.ts';
import { air, panelSheet } from './panel-sheet.ts';
import { drawKey } from './path-key.ts';
import { ink, margin, textFont } from './theme.ts';
import { write, written } from './written.ts';

/** Panels in a grid, each a chart of its own under its title. */
export function contoursSheet(figure: Contours, format: Format = full): Sheet {
  const heading = headingOf(figure, format);
  const { cells, bottom } = format.words
    ? panelGrid(figure, heading.height + 14, format)
    : bareGrid(figure, format);
  const grounds = figure.landscapes.map(contourLayer);
  const panels: Plugin<'line'> = {
    id: 'panels',
    afterDraw: (chart) => {
      for (const cell of cells) {
        const { panel, landscape, x, y, width, height, gutter, below } = cell;
        const frame = { width, height, left: gutter, bottom: below };
        const ground = grounds[panel.landscape] as Plugin<'line'>;
        const sheet = panelSheet(panel, landscape, ground, x, y, frame);
        drawInside(chart, sheet, cell.left - gutter - air, cell.top - air);
      }
      if (!format.words) return;
      for (const cell of cells) drawWords(chart.ctx, cell, figure);
    },
  };
  return {
    width: format.width,
    height: format.words ? bottom + 34 : format.plot,
    config: {
      type: 'line',
      data: { datasets: [] },
      // The page itself has no axes.
      options: { scales: { x: { display: false }, y: { display: false } } },
      plugins: [panels, heading.plugin],
    },
  };
}

/** Where the plots of a figure's panels stand in such a picture. */
export function plotsOf(figure: Contours, format: Format): readonly PlotPlace[] {
  const { cells } = panelGrid(figure, headingOf(figure, format).height + 14, format);
  return cells.map(({ left, top, width, height }) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  }));
}

function drawWords(pen: CanvasRenderingContext2D, cell: Cell, figure: Contours): void {
  const { words, left, top, width, height, below } = cell;
  let edge = top - words.height;
  for (const text of words.texts) {
    write(pen, text, left, edge);
    edge += text.height;
  }
  drawKey(pen, words.key, left, edge);
  if (cell.namesX) {
    const name = written([[figure.x, textFont]], ink, width);
    write(pen, name, left + (width - name.width) / 2, top + height + below - 2);
  }
  if (cell.namesY) drawUprightName(pen, figure.y, top + height / 2);
}

/** A short name stands upright left of the middle of its axis, a long one along it. */
function drawUprightName(pen: CanvasRenderingContext2D, name: string, middle: number): void {
  const text = written([[name, textFont]], ink, 300);
  if (text.width < 30) {
    write(pen, text, margin, middle - text.height / 2);
    return;
  }
  pen.save();
  pen.translate(margin + text.height / 2, middle);
  pen.rotate(-Math.PI / 2);
  write(pen, text, -text.width / 2, -text.height / 2);
  pen.restore();
}
