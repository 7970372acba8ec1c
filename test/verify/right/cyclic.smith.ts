export const cyclic =
  ({ floor, peak, every, factor = 1 }: { floor: number; peak: number; every: number; factor?: number }) =>
  (update: number) => {
    const cycle = Math.floor(1 + update / (2 * every));
    const x = Math.abs(update / every - 2 * cycle + 1);
    return floor + (peak - floor) * Math.max(0, 1 - x) * factor ** (cycle - 1);
  };
