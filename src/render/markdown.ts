import type { Table } from '../figures/figure.ts';

/** A Markdown table. Cells keep their own Markdown; only what would break the table is escaped. */
export function markdownTable(
  columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[],
  rows: readonly (readonly string[])[],
): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    line(columns.map(({ label }) => label)),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/** A table figure with its title and protocol. */
export function markdownFigure({ title, subtitle, columns, rows }: Table): string {
  return `**${title}**\n\n${markdownTable(columns, rows)}\n\n*${subtitle}*`;
}

/** Text that comes from names of files and from a stranger, so that Markdown and HTML show it as it is. */
export function plain(text: string): string {
  return text.replaceAll(/[&<>[\]`*_\\]/g, (sign) =>
    sign === '_' ? '\\_' : `&#${sign.codePointAt(0)};`,
  );
}
