export const warmup =
  ({ peak, warmup }) =>
  (update) =>
    peak * Math.sqrt(Math.min(1, (update + 1) / warmup));
