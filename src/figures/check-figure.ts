import { shown, UsageError } from '../shared/errors.ts';
import type {
  Axis,
  Contours,
  Curves,
  Described,
  Dots,
  Drawing,
  Figure,
  Images,
  Line,
  Parallel,
  Path,
} from './figure.ts';
import { styleOf } from './styles.ts';

/**
 * `figure` itself, if it can be drawn and says what it shows.
 * @throws UsageError for missing words, and for what `checkDrawing` finds
 */
export function checkFigure<F extends Figure>(figure: F): F {
  const { kind, title, subtitle, alt }: { readonly kind: string } & Described = figure;
  for (const [name, text] of Object.entries({ title, subtitle, alt })) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new UsageError({
        who: kind,
        rule: `${name} must say something`,
        got: shown(text),
        remedy: 'write described(figure, { title, subtitle, alt })',
      });
    }
  }
  checkDrawing(figure);
  return figure;
}

/**
 * `drawing` itself, if it can be drawn.
 * @throws UsageError for an unknown style, lists of different lengths, an axis that ends where it begins or without a
 * value to show
 */
export function checkDrawing<D extends Drawing>(drawing: D): D {
  if (drawing.kind === 'curves') checkCurves(drawing);
  if (drawing.kind === 'contours') checkContours(drawing);
  if (drawing.kind === 'dots') checkDots(drawing);
  if (drawing.kind === 'images') checkImages(drawing);
  if (drawing.kind === 'parallel') checkParallel(drawing);
  if (drawing.kind === 'table') {
    const odd = drawing.rows.find((row) => row.length !== drawing.columns.length);
    if (odd) {
      throw new UsageError({
        who: 'table',
        rule: `every row must have ${drawing.columns.length} cells`,
        got: shown(odd),
      });
    }
  }
  return drawing;
}

function checkCurves({ x, y, lines, strip, guides = [] }: Drawing<Curves>): void {
  if (lines.length === 0)
    throw new UsageError({ who: 'curves', rule: 'there must be a line', got: 'none' });
  checkLines(lines, x, y);
  checkAxis(
    'curves',
    x,
    [lines, strip?.lines ?? []].flat().flatMap((line) => line.x),
  );
  checkAxis('curves', y, heightsOf(lines));
  if (strip) {
    checkLines(strip.lines, x, strip.y);
    checkAxis('curves', strip.y, heightsOf(strip.lines));
  }
  for (const { axis, at, label } of guides) {
    if (canStand(at, axis === 'x' ? x : y)) continue;
    throw new UsageError({
      who: 'curves',
      rule: `guide "${label}" must have a place on its axis`,
      got: at,
    });
  }
}

function checkLines(lines: readonly Line[], x: Axis, y: Axis): void {
  for (const line of lines) {
    styleOf(line.style);
    const who = `curves: line "${line.label}"`;
    if (line.x.length === 0) throw new UsageError({ rule: `${who} has no points` });
    for (const [name, list] of Object.entries({ y: line.y, low: line.low, high: line.high })) {
      if (list === undefined || list.length === line.x.length) continue;
      throw new UsageError({
        rule: `${who} must have as many ${name} as x (${line.x.length})`,
        got: list.length,
      });
    }
    const badX = line.x.findIndex(
      (value, i) => !Number.isFinite(value) || value < (line.x[i - 1] ?? -Infinity),
    );
    if (badX >= 0) {
      throw new UsageError({
        who,
        rule: 'x must be finite and in increasing order',
        got: `${line.x[badX]} at ${badX}`,
      });
    }
    if (x.scale === 'log' && (line.x[0] as number) <= 0) {
      throw new UsageError({
        who,
        rule: 'x must be greater than 0 on a log axis',
        got: line.x[0],
        remedy: 'use scale "linear"',
      });
    }
    if (!line.y.some((value) => canStand(value, y))) {
      const where = y.scale === 'log' ? 'greater than 0 for its log axis; use scale "linear"' : '';
      throw new UsageError({
        rule: `${who} has no value ${where === '' ? 'that is finite' : where}`,
      });
    }
  }
}

const heightsOf = (lines: readonly Line[]): readonly (number | null)[] =>
  lines.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]);

/** @throws UsageError for an axis that does not go up, from the end that it says, or its values have, to the other */
function checkAxis(who: string, axis: Axis, values: readonly (number | null | undefined)[]): void {
  const { label, scale, min, max } = axis;
  const name = `axis "${label}"`;
  for (const [end, at] of Object.entries({ min, max })) {
    if (at === undefined || canStand(at, axis)) continue;
    const range =
      scale === 'log' ? 'a number greater than 0, as the axis is logarithmic' : 'a number';
    throw new UsageError({ who, rule: `the ${end} of ${name} must be ${range}`, got: shown(at) });
  }
  const standing = values.filter((value) => canStand(value, axis));
  const from = min ?? standing.reduce((a, b) => Math.min(a, b), Infinity);
  const to = max ?? standing.reduce((a, b) => Math.max(a, b), -Infinity);
  const isBoth = min !== undefined && max !== undefined;
  if (standing.length === 0 || to > from || (to === from && !isBoth)) return;
  const rule = isBoth
    ? `the max of ${name} must be greater than its min`
    : `${name} must have a value between its ends`;
  throw new UsageError({ who, rule, got: `from ${from} to ${to}` });
}

/** Whether a value has a place on an axis: finite, and above 0 where the axis is logarithmic. */
export function canStand(value: number | null | undefined, axis: Axis): value is number {
  return (
    typeof value === 'number' && Number.isFinite(value) && (axis.scale === 'linear' || value > 0)
  );
}

function checkContours({ landscapes, panels }: Drawing<Contours>): void {
  if (panels.length === 0)
    throw new UsageError({ who: 'contours', rule: 'there must be a panel', got: 'none' });
  for (const { x, y, columns, rows, heights } of landscapes) {
    for (const [name, [from, to]] of Object.entries({ x, y })) {
      if (to > from && Number.isFinite(to - from)) continue;
      throw new UsageError({
        who: 'contours',
        rule: `the window's ${name} must go from a number up to a larger one`,
        got: `from ${from} to ${to}`,
      });
    }
    if (columns < 2 || rows < 2 || heights.length !== columns * rows) {
      throw new UsageError({
        who: 'contours',
        rule: `a landscape of ${columns} × ${rows} must have ${columns * rows} heights`,
        got: heights.length,
      });
    }
    const odd = heights.find((height) => !Number.isFinite(height));
    if (odd !== undefined)
      throw new UsageError({ who: 'contours', rule: 'heights must be finite', got: odd });
  }
  for (const { title, style, landscape, paths } of panels) {
    if (style !== undefined) styleOf(style);
    if (landscapes[landscape] === undefined) {
      throw new UsageError({
        who: 'contours',
        rule: `panel "${title}" has no landscape ${landscape}`,
      });
    }
    for (const path of paths) checkPath(path);
  }
}

function checkPath({ label, style, points }: Path): void {
  styleOf(style);
  if (points.length === 0)
    throw new UsageError({ who: 'contours', rule: `path "${label}" has no points` });
  if (points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) return;
  throw new UsageError({ who: 'contours', rule: `path "${label}" must have finite points` });
}

function checkDots({ x, rows, limit }: Drawing<Dots>): void {
  if (rows.length === 0)
    throw new UsageError({ who: 'dots', rule: 'there must be a row', got: 'none' });
  for (const { label, style, value, low, high, points = [] } of rows) {
    styleOf(style);
    const values = [value, low, high, ...points].filter((one) => one !== null && one !== undefined);
    const bad = values.find((one) => !Number.isFinite(one) || (x.scale === 'log' && one < 0));
    if (bad !== undefined) {
      const rule = x.scale === 'log' ? 'finite and at least 0 on a log axis' : 'finite';
      throw new UsageError({ who: 'dots', rule: `row "${label}" must be ${rule}`, got: bad });
    }
  }
  const all = rows.flatMap(({ value, low, high, points = [] }) => [value, low, high, ...points]);
  checkAxis('dots', x, all);
  if (limit && !canStand(limit.at, x)) {
    throw new UsageError({
      who: 'dots',
      rule: 'limit must have a place on the axis',
      got: limit.at,
    });
  }
}

function checkImages({ most, rows }: Drawing<Images>): void {
  const who = 'images';
  if (!(most > 0 && Number.isFinite(most))) {
    throw new UsageError({ who, rule: 'most must be greater than 0', got: most });
  }
  if (rows.length === 0 || rows.some(({ images }) => images.length === 0)) {
    throw new UsageError({ who, rule: 'there must be an image in each row', got: 'none' });
  }
  for (const { style, images } of rows) {
    if (style !== undefined) styleOf(style);
    for (const { label, columns, values } of images) {
      const whole = columns > 0 && values.length > 0 && values.length % columns === 0;
      if (whole && values.every(Number.isFinite)) continue;
      throw new UsageError({
        who,
        rule: `image "${label}" must have finite values that fill rows of ${columns}`,
        got: whole ? values.find((one) => !Number.isFinite(one)) : `${values.length} values`,
      });
    }
  }
}

function checkParallel({ axes, lines }: Drawing<Parallel>): void {
  const who = 'parallel';
  if (axes.length < 2) {
    throw new UsageError({ who, rule: 'there must be at least two axes', got: axes.length });
  }
  for (const { style, values } of lines) {
    styleOf(style);
    if (values.length === axes.length) continue;
    throw new UsageError({
      who,
      rule: `a line must have a value for each axis (${axes.length})`,
      got: values.length,
    });
  }
  for (const [i, axis] of axes.entries()) {
    const odd = lines
      .map(({ values }) => values[i])
      .find((value) => {
        return value !== null && value !== 0 && !canStand(value, axis);
      });
    if (odd !== undefined) {
      throw new UsageError({
        who,
        rule: `axis "${axis.label}" has no place for a value`,
        got: odd,
      });
    }
    const found = lines.map(({ values }) => values[i]);
    checkAxis(who, axis, found);
    if (found.some((value) => canStand(value, axis))) continue;
    throw new UsageError({ who, rule: `axis "${axis.label}" has no value to show` });
  }
}
