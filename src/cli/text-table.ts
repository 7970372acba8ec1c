import stringWidth from 'fast-string-width';
import { filled } from './text.ts';

/** Columns and rows as aligned lines of text. */
export function textTable({
  columns,
  rows,
}: {
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}): string[] {
  const all = [columns.map(({ label }) => label), ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => stringWidth(row[i] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, i) => filled(cell, widths[i] ?? 0, columns[i]?.align))
      .join('  ')
      .trimEnd(),
  );
}
