export const warmup =
  ({ peak, warmup }) =>
  (update) =>
    (peak *
      Math.min(1, (update + 1) / warmup) *
      (1 + Math.cos((Math.PI * update) / (2.5 * warmup)))) /
    2;
