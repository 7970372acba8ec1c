import { described, dots, log, ramp, type Picture } from '#src/figures/index';
import { gainOf, ratio, type Row } from './performance-page.ts';

/** How many times as fast as tfjs's own Adam a kernel updates weights, on each backend. */
export function gainsChart(rows: readonly Row[]): Picture {
  const backends = [...new Set(rows.map(({ backend }) => backend))];
  const colors = ramp(backends.length);
  const found = rows.flatMap((row) => {
    const gain = gainOf(row, 'tf.train.adam');
    return gain === undefined ? [] : [{ ...row, gain }];
  });
  const [least, most] = [Math.min, Math.max].map((of) =>
    ratio(of(...found.map((one) => one.gain))),
  );
  const drawing = dots({
    x: log('times as fast as tf.train.adam'),
    rows: found.map(({ backend, weights, gain }) => ({
      label: `${backend}, ${weights}`,
      style: colors[backends.indexOf(backend)] ?? 'neutral',
      values: [gain],
      note: `${ratio(gain)}×`,
    })),
  });
  return described(drawing, {
    title: `A kernel updates weights ${least} to ${most} times as fast as tfjs does`,
    subtitle: 'one update of Adam, median',
    alt: `A dot for each backend and size of weights, from ${least} to ${most} times as fast as tf.train.adam.`,
  });
}
