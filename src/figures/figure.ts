/** A picture or table as plain data: what a renderer draws, and all that it draws. */
export type Figure = Curves | Contours | Dots | Images | Parallel | Table;

/** A figure that becomes a picture. */
export type Picture = Curves | Contours | Dots | Images | Parallel;

/**
 * A figure before anybody has said what it shows: all of it but title and alt text. Its subtitle is what the runs say of
 * themselves.
 */
export type Drawing<F extends Figure = Figure> = F extends Figure
  ? Omit<F, Exclude<keyof Described, 'subtitle'>>
  : never;

/** What every figure says in words. */
export interface Described {
  /** The finding, as a sentence or phrase. */
  readonly title: string;
  /** The protocol: seeds, updates, what the band is. */
  readonly subtitle: string;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
}

export interface Axis {
  /** What is measured, with its unit where it has one. */
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** Default: where the data end. */
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
  /** In increasing order. */
  readonly x: readonly number[];
  /** null leaves a gap. */
  readonly y: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Why the line breaks off at its last point ("diverged at update 12"): drawn as a cross with these words. */
  readonly broke?: string;
  /** Each value holds until the next x (a learning rate, a histogram). Default false. */
  readonly stepped?: boolean;
}

export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** Paths over landscapes of two weights, in panels; both axes have the same unit length. */
export interface Contours extends Described {
  readonly kind: 'contours';
  /** What the axes are, such as w₁. */
  readonly x: string;
  readonly y: string;
  /** Panels over the same landscape share one entry. */
  readonly landscapes: readonly Landscape[];
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  /** Colours the title; without it the title is black. */
  readonly style?: string;
  /** A quieter line under the title. */
  readonly note?: string;
  /** Index into the figure's landscapes. */
  readonly landscape: number;
  /** Several paths in one panel are named above it. */
  readonly paths: readonly Path[];
  /** Where the lowest point is, if there is one. */
  readonly minimum?: readonly [number, number];
}

export interface Path {
  readonly label: string;
  readonly style: string;
  /** The first is the start. */
  readonly points: readonly (readonly [number, number])[];
  /** A dot every so many points; 0 for none. */
  readonly dotEvery: number;
  /** Updates from point to point; absent where the points are not those of a walk. */
  readonly every?: number;
  /** Why the path breaks off: drawn as a cross at its last point or where it leaves the window. */
  readonly broke?: string;
  /** Closed curves around some of its points, such as how far a slope would carry in each direction. */
  readonly outlines?: readonly (readonly (readonly [number, number])[])[];
}

/** Heights on a regular grid that reaches from edge to edge of the window, row by row from the lowest y. */
export interface Landscape {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  readonly heights: readonly number[];
  /** Heights at which a contour is drawn, in increasing order. */
  readonly levels: readonly number[];
}

/** One value a row on a common axis, with a range and an optional limit. */
export interface Dots extends Described {
  readonly kind: 'dots';
  /** On a log axis a value of 0 stands at the left border. */
  readonly x: Axis;
  readonly rows: readonly DotRow[];
  readonly limit?: { readonly at: number; readonly label: string };
}

export interface DotRow {
  readonly label: string;
  readonly style: string;
  /** null where there is no finite value: drawn as a cross with the note. */
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  /** Single results, drawn small and pale behind the dot. */
  readonly points?: readonly number[];
  /** Written beside the dot; default: the value. */
  readonly note?: string;
}

/** Small images of signed values, such as the weights of each class, in rows; all on one scale of colours around 0. */
export interface Images extends Described {
  readonly kind: 'images';
  /** What the colours mean, such as "weight". */
  readonly label: string;
  /** The value that has the full colour; larger ones have it too. */
  readonly most: number;
  readonly rows: readonly ImageRow[];
}

export interface ImageRow {
  readonly label: string;
  /** Colours the label; without it the label is black. */
  readonly style?: string;
  readonly images: readonly Image[];
}

export interface Image {
  /** Written below it. */
  readonly label: string;
  /** Pixels in a row. */
  readonly columns: number;
  /** Row by row from the top; as many as fill whole rows. */
  readonly values: readonly number[];
}

/** A line for each of many trials, from one axis to the next: which values go together with which result. */
export interface Parallel extends Described {
  readonly kind: 'parallel';
  /** Two or more; the last is the result. */
  readonly axes: readonly ParallelAxis[];
  readonly lines: readonly ParallelLine[];
}

export interface ParallelAxis extends Axis {
  /** Values that are no numbers: 0 on the axis is the first, 1 the second. */
  readonly names?: readonly string[];
}

export interface ParallelLine {
  /** Key into the styles. */
  readonly style: string;
  /** One for each axis; null where there is none: a cross beyond the axis's end. On a log axis 0 stands at its low end. */
  readonly values: readonly (number | null)[];
  /** Drawn in its style; the others are pale and lie behind. */
  readonly bold: boolean;
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
