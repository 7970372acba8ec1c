import type { Frame } from './plot.tsx';

/** From which column to which, in which row. */
type Run = readonly [number, number, number];

/** Cells by their shade, neighbours in a row as one. */
export interface ShadedCells {
  readonly columns: number;
  readonly rows: number;
  readonly runs: readonly (readonly Run[])[];
}

/** @param shadeAt from 0; -1 for none. Rows count from below */
export function shadedCells(
  columns: number,
  rows: number,
  shades: number,
  shadeAt: (column: number, row: number) => number,
): ShadedCells {
  const runs: Run[][] = Array.from({ length: shades }, () => []);
  for (let row = 0; row < rows; row++) {
    let [begun, last] = [0, -1];
    for (let column = 0; column <= columns; column++) {
      const shade = column === columns ? -1 : shadeAt(column, row);
      if (shade === last) continue;
      if (last >= 0) runs[last]?.push([begun, column, row]);
      [begun, last] = [column, shade];
    }
  }
  return { columns, rows, runs };
}

/** For each shade its cells as the `d` of a path; they overlap a little, so that no seam shows. */
export function cellPaths(
  { left, right, top, bottom }: Frame,
  { columns, rows, runs }: ShadedCells,
): string[] {
  const [wide, high] = [(right - left) / columns, (bottom - top) / rows];
  return runs.map((shade) =>
    shade
      .map(([from, to, row]) => {
        const y = bottom - (row + 1) * high;
        return `M${(left + from * wide).toFixed(1)} ${y.toFixed(1)}H${(left + to * wide + 0.4).toFixed(1)}v${(high + 0.4).toFixed(1)}H${(left + from * wide).toFixed(1)}Z`;
      })
      .join(''),
  );
}
