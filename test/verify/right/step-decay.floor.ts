interface Options { rate: number; factor: number; every: number }
export const stepDecay = (o: Options) => (update: number) => o.rate * o.factor ** Math.floor(update / o.every);
