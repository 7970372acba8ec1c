/** A picture or table as plain data: what a renderer draws, and all that it draws. */
export type Figure = Curves | Contours | Dots | Table;

interface Described {
  /** The finding, as a sentence or phrase. */
  readonly title: string;
  /** The protocol: seeds, updates, what the band is. */
  readonly subtitle: string;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
}

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly min?: number;
  readonly max?: number;
}

/** Lines over an axis, with bands; an optional strip below shows another quantity over the same axis. */
export interface Curves extends Described {
  readonly kind: 'curves';
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly strip?: { readonly y: Axis; readonly lines: readonly Line[] };
  /** Reference values drawn as thin dashed lines with a label. */
  readonly guides?: readonly Guide[];
}

export interface Line {
  /** Written at the line's end. */
  readonly label: string;
  /** Key into the styles: one colour, dash and marker for each optimizer in the whole course. */
  readonly style: string;
  readonly x: readonly number[];
  /** null leaves a gap. */
  readonly y: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** The line breaks off here ("diverged at update 12"): drawn as a cross. */
  readonly broke?: string;
}

export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** Paths over a landscape's contours, one panel for each. */
export interface Contours extends Described {
  readonly kind: 'contours';
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  readonly style: string;
  readonly landscape: Landscape;
  readonly path: readonly (readonly [number, number])[];
  /** A dot every so many points of the path. */
  readonly dotEvery: number;
  /** Where the lowest point is. */
  readonly minimum: readonly [number, number];
}

/** Heights on a regular grid, row by row from the lowest y. */
export interface Landscape {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  readonly heights: readonly number[];
  /** Heights at which a contour is drawn. */
  readonly levels: readonly number[];
}

/** One value a row on a common axis, with a range and an optional limit. */
export interface Dots extends Described {
  readonly kind: 'dots';
  readonly x: Axis;
  readonly rows: readonly DotRow[];
  readonly limit?: { readonly at: number; readonly label: string };
}

export interface DotRow {
  readonly label: string;
  readonly style: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Single results, drawn small and pale behind the dot. */
  readonly points?: readonly number[];
  /** Written beside the dot; default: the value. */
  readonly note?: string;
}

/** Rows and columns of text; drawn as a table, not as a picture. */
export interface Table extends Described {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly label: string;
  readonly align: 'left' | 'right';
}
