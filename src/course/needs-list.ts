import { escaped } from '../render/highlight.ts';
import type { Lesson } from './lesson.ts';
import { shortTitle } from './lesson-page.ts';

/** Heights of a row, and how far the widest arc reaches, in tenths of a rem. */
const row = 21;
const reach = 56;

/**
 * The lessons in order, one a row, with an arc from each to those that it needs; as HTML. What is drawn is also said.
 * Every row draws its own arcs, so that a reader's pointer finds those of one lesson.
 */
export function needsList(lessons: readonly Lesson[]): string {
  const rows = new Map(lessons.map(({ id }, i) => [id, i]));
  const items = lessons.map(({ id, title, position }, i) => {
    const after = position.after.filter((need) => rows.has(need.id));
    const arcs = after.map((need) => arc(i - (rows.get(need.id) as number)));
    const link = `<a href="${id}/index.html">${escaped(shortTitle(title))}</a>`;
    const needs = after.map((need) => escaped(shortTitle(need.title))).join(', ');
    return `<li>${arcs.join('')}${link}${needs === '' ? '' : ` <small>after ${needs}</small>`}</li>`;
  });
  return `<ol class="needs">\n${items.join('\n')}\n</ol>`;
}

/** From a row to one that stands `rows` above it. */
function arc(rows: number): string {
  const height = rows * row;
  // The curve comes three quarters of the way to its control points.
  const control = reach - Math.min(reach, 8 + 8 * rows) / 0.75;
  const d = `M${reach} ${height}C${Math.round(control)} ${height} ${Math.round(control)} 0 ${reach} 0`;
  return `<svg viewBox="0 0 ${reach} ${height}" style="height: ${height / 10}rem" aria-hidden="true"><path d="${d}"/></svg>`;
}

/** The same as a diagram that GitHub draws. */
export function needsDiagram(lessons: readonly Lesson[]): string {
  const known = new Set(lessons.map(({ id }) => id));
  const lines = lessons.flatMap(({ id, title, needs }) => [
    `  ${id}["${shortTitle(title).replaceAll('"', "'")}"]`,
    ...needs.filter((need) => known.has(need)).map((need) => `  ${need} --> ${id}`),
  ]);
  return ['```mermaid', 'graph LR', ...lines, '```'].join('\n');
}
