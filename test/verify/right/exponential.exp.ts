export const create =
  ({ rate, factor, every = 1 }: { rate: number; factor: number; every?: number }) =>
  (update: number): number =>
    rate * Math.exp((Math.log(factor) * update) / every);
