export const exponentialWarmup = ({ peak, warmup }: { peak: number; warmup: number }) => {
  const growth = 1000 ** (1 / warmup);
  return (update: number) => (update >= warmup ? peak : (peak / 1000) * growth ** (update + 1));
};
