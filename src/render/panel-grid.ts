import type { Contours, Landscape, Panel } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { inkOf } from './color.ts';
import { full, type Format } from './format.ts';
import { pathKey, type Key } from './path-key.ts';
import type { Extent } from '../figures/extent.ts';
import { ink, labelFont, margin, quiet, tickFont } from './theme.ts';
import { linearTicks } from '../figures/ticks.ts';
import { ticksWidth } from './ticks-width.ts';
import { written, type Written } from './written.ts';

const columnGap = 32;
const rowGap = 16;
/** For the name of the upright axis. */
const nameWidth = 20;
/** Room beside and below a plot without numbers. */
const bare = 8;
const numbersHeight = 24;
const apartX = 46;
const apartY = 28;
/** The tallest plot in a grid of one, two, three, four columns. */
const tallest = [540, 420, 320, 240];
/** Around panels without words. */
const edge = 6;

/** One panel, placed on the page; all lengths in CSS pixels. */
export interface Cell {
  readonly panel: Panel;
  readonly landscape: Landscape;
  readonly x: Extent;
  readonly y: Extent;
  /** Upper left corner and size of the plot. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Room for numbers. */
  readonly gutter: number;
  readonly below: number;
  /** Stands above the plot. */
  readonly words: Words;
  /** Whether the names of the axes stand here. */
  readonly namesX: boolean;
  readonly namesY: boolean;
}

/** Title, note and the names of the paths, and how high they are together. */
export interface Words {
  readonly texts: readonly Written[];
  readonly key: Key;
  readonly height: number;
}

interface Grid {
  readonly cells: readonly Cell[];
  readonly bottom: number;
}

/**
 * Panels side by side, up to four in a row, numbers only along the outside where all windows are the same. In a narrow
 * picture three stand one below the other, more in two columns.
 */
export function panelGrid(
  { landscapes, panels }: Contours,
  top: number,
  { width, narrow }: Format = full,
): Grid {
  const columns = narrow ? (panels.length <= 3 ? 1 : 2) : columnsFor(panels.length);
  const shared = landscapes.every((one) => sameWindow(one, landscapes[0] as Landscape));
  const landscapeOf = (panel: Panel) => landscapes[panel.landscape] as Landscape;
  const most = tallest[columns - 1] as number;

  const numbers = (column: number) => !shared || column === 0;
  const draft = landscapes.map((one) => ticksWidth(extent(one.y, most, apartY)));
  const gutter = (column: number) => (numbers(column) ? Math.ceil(Math.max(...draft)) + 12 : bare);
  const indices = Array.from({ length: columns }, (_, i) => i);
  const gutters = indices.reduce((sum, column) => sum + gutter(column), 0);
  const room = width - 2 * margin - nameWidth - gutters - columnGap * (columns - 1);
  const widest = Math.floor(room / columns);

  const cells: Cell[] = [];
  let edge = top;
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels.slice(first, first + columns);
    const words = row.map((panel) => wordsOf(panel, widest));
    const wordsHeight = Math.max(...words.map(({ height }) => height));
    let left = margin + nameWidth;
    let lowest = 0;
    for (const [column, panel] of row.entries()) {
      left += gutter(column);
      const landscape = landscapeOf(panel);
      const size = plotSize(landscape, widest, narrow ? 210 : most);
      const last = first + column + columns >= panels.length;
      const below = !shared || last ? numbersHeight : bare;
      const quietUnless = (on: boolean, one: Extent) => (on ? one : withoutNumbers(one));
      cells.push({
        panel,
        landscape,
        x: quietUnless(!shared || last, extent(landscape.x, size.width, apartX)),
        y: quietUnless(numbers(column), extent(landscape.y, size.height, apartY)),
        left,
        top: Math.round(edge + wordsHeight),
        ...size,
        gutter: gutter(column),
        below,
        words: words[column] as Words,
        namesX: last,
        namesY: column === 0,
      });
      left += widest + columnGap;
      lowest = Math.max(lowest, size.height + below);
    }
    edge = Math.round(edge + wordsHeight) + lowest + rowGap;
  }
  return { cells, bottom: edge - rowGap };
}

/** Panels without words, in the middle: all paths over the one landscape that they share, or the first two side by side. */
export function bareGrid({ landscapes, panels }: Contours, { width, plot }: Format): Grid {
  const [first] = panels as readonly [Panel, ...Panel[]];
  const shared = panels.every(({ landscape }) => landscape === first.landscape);
  const shown = shared
    ? [{ ...first, paths: panels.flatMap(({ paths }) => paths) }]
    : panels.slice(0, 2);
  const widest = width / shown.length - 2 * edge;
  const nothing = (min: number, max: number): Extent => ({ scale: 'linear', min, max, ticks: [] });
  const cells = shown.map((panel, i): Cell => {
    const landscape = landscapes[panel.landscape] as Landscape;
    const size = plotSize(landscape, widest, plot - 2 * edge);
    return {
      panel,
      landscape,
      x: nothing(...landscape.x),
      y: nothing(...landscape.y),
      left: Math.round((width * (i + 0.5)) / shown.length - size.width / 2),
      top: Math.round((plot - size.height) / 2),
      ...size,
      gutter: 0,
      below: 0,
      words: { texts: [], key: pathKey([], widest), height: 0 },
      namesX: false,
      namesY: false,
    };
  });
  return { cells, bottom: plot };
}

function columnsFor(count: number): number {
  if (count <= 3) return count;
  if (count === 4) return 2;
  return count <= 6 || count === 9 ? 3 : 4;
}

function sameWindow(a: Landscape, b: Landscape): boolean {
  return a.x.every((value, i) => value === b.x[i]) && a.y.every((value, i) => value === b.y[i]);
}

/** The largest plot of the window's proportions. */
function plotSize(
  { x, y }: Landscape,
  widest: number,
  most: number,
): { width: number; height: number } {
  const proportion = (y[1] - y[0]) / (x[1] - x[0]);
  const height = Math.min(most, widest * proportion);
  return { width: Math.round(height / proportion), height: Math.round(height) };
}

/** @param apart how many pixels the numbers stand apart at least */
function extent([min, max]: readonly [number, number], pixels: number, apart: number): Extent {
  const count = Math.max(2, Math.min(8, Math.floor(pixels / apart)));
  return { scale: 'linear', min, max, ticks: linearTicks(min, max, count) };
}

function withoutNumbers(extent: Extent): Extent {
  return { ...extent, ticks: extent.ticks.map(({ value }) => ({ value, text: '' })) };
}

function wordsOf({ title, style, note, paths }: Panel, width: number): Words {
  const color = style === undefined ? ink : inkOf(styleOf(style).color);
  const texts = [
    ...(title === '' ? [] : [written([[title, labelFont]], color, width)]),
    ...(note === undefined ? [] : [written([[note, tickFont]], quiet, width)]),
  ];
  const key = pathKey(paths.length > 1 ? paths : [], width);
  const height = texts.reduce((sum, text) => sum + text.height, key.height) + 6;
  return { texts, key, height };
}
