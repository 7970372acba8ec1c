import { rounded } from '../shared/stats.ts';
import { checkDrawing } from './check-figure.ts';
import type { Drawing, Parallel, ParallelAxis, ParallelLine } from './figure.ts';

export interface ParallelOptions {
  readonly axes: readonly ParallelAxis[];
  readonly lines: readonly ParallelLine[];
}

/**
 * Parallel coordinates. The subtitle says how many lines are bold, what a cross is where there is one, and which values
 * are 0 on a log axis, where they stand at its low end.
 * @throws UsageError for an unknown style, fewer than two axes, a line with too few values, an axis without any
 */
export function parallel({ axes, lines }: ParallelOptions): Drawing<Parallel> {
  const bold = lines.filter((line) => line.bold).length;
  const lost = lines.some(({ values }) => values.includes(null));
  const vanished = axes.flatMap(({ label, scale }, i) => {
    const zeros = scale === 'log' ? lines.filter(({ values }) => values[i] === 0).length : 0;
    return zeros > 0 ? [`${zeros} of ${lines.length} at ${label} 0, the low end of its axis`] : [];
  });
  return checkDrawing<Drawing<Parallel>>({
    kind: 'parallel',
    subtitle: [
      `a line for each of ${lines.length}${bold > 0 ? `, bold: the best ${bold}` : ''}`,
      ...(lost ? ['cross: no result'] : []),
      ...vanished,
    ].join(' · '),
    axes,
    lines: lines.map((line) => ({
      ...line,
      values: line.values.map((value) => (value === null ? null : rounded(value, 5))),
    })),
  });
}
