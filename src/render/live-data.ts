import type { Picture } from '../figures/figure.ts';
import { packed, type LiveData } from '../figures/packed.ts';
import { plotsOf } from './contours-sheet.ts';
import { phone, wide } from './format.ts';

/** The data of a figure that a script can make live; undefined for others. */
export function liveData(figure: Picture): LiveData | undefined {
  const data = packed(figure);
  if (data === undefined || figure.kind !== 'contours') return data && { figure: data };
  const plots = [wide, phone].map((format) => [format.name, plotsOf(figure, format)] as const);
  return { figure: data, plots: Object.fromEntries(plots) };
}
