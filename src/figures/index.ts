export { linear, log } from './axis.ts';
export { contours, type ContoursOptions, type Terrain, type Walker } from './contours.ts';
export { curves, type CurvesOptions } from './curves.ts';
export { described } from './described.ts';
export { dots, finals, type DotsOptions, type DotValues } from './dots.ts';
export { ramped, type Entrant, type Entrants } from './entrant.ts';
export type * from './figure.ts';
export type { Window } from './landscape.ts';
export type { LevelChoice } from './levels.ts';
export { histogram, type Counted, type HistogramOptions } from './histogram.ts';
export { images, type ImagesOptions } from './images.ts';
export { numberText, powerText } from './number-text.ts';
export { parallel, type ParallelOptions } from './parallel.ts';
export { plot, type PlotLine, type PlotOptions } from './plot.ts';
export { rangeTest } from './range-test.ts';
export { bySeed, fall, final, needed, over, tail } from './results.ts';
export { found, studied } from './studied.ts';
export { optionText, sensitivity, type SensitivityOptions } from './sensitivity.ts';
export { points, type Centre } from './spread.ts';
export { ramp, styleKey, styleOf, type Style } from './styles.ts';
export { surfaces, type Surface, type SurfacesOptions } from './surfaces.ts';
export { walks, type StudiedWalk, type WalksOptions } from './walks.ts';
export { best, regret } from './trials.ts';
export {
  divergedColumn,
  finalColumn,
  optionColumn,
  table,
  type TableColumn,
  type TableOptions,
} from './table.ts';
