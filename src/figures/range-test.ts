import { UsageError } from '../shared/errors.ts';
import type { RateSweep } from '../theory/rate-sweep.ts';
import { linear, log } from './axis.ts';
import type { Curves, Drawing } from './figure.ts';
import { numberText } from './number-text.ts';
import { plot } from './plot.ts';

/**
 * What a `rateFinder` has found: the losses of single batches and their average over the rate, and the suggestion.
 * @throws UsageError for a sweep without a loss to show
 */
export function rangeTest({ rates, losses, smoothed, suggestion }: RateSweep): Drawing<Curves> {
  if (losses.length === 0) {
    const rule = 'the sweep must hold a loss';
    throw new UsageError({ who: 'rangeTest', rule, remedy: 'hand the rateFinder to a fit first' });
  }
  const isPositive = losses.every((loss) => !(loss <= 0));
  return plot({
    subtitle: `${losses.length} ${losses.length === 1 ? 'batch' : 'batches'}, the rate rising by the same factor with every update`,
    x: log('learning rate'),
    y: isPositive ? log('loss') : linear('loss'),
    lines: [
      { label: 'batches', style: 'ramp:0/2', x: rates, y: losses },
      { label: 'average', style: 'ramp:1/2', x: rates, y: smoothed },
    ],
    ...(suggestion !== undefined && {
      guides: [
        { axis: 'x', at: suggestion, label: `a tenth of the lowest: ${numberText(suggestion)}` },
      ],
    }),
  });
}
