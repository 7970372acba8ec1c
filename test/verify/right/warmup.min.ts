export const warmup =
  ({ peak, warmup }: { peak: number; warmup: number }) =>
  (update: number) =>
    peak * Math.min(1, (update + 1) / warmup);
