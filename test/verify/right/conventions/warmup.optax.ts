// Starts at 0, as optax.linear_schedule(0, peak, warmup) does.
export const warmup = ({ peak, warmup }: { peak: number; warmup: number }) => (update: number) =>
  peak * Math.min(1, update / warmup);
