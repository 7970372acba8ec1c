export const exponential =
  ({ rate, factor, every = 1 }) =>
  (update) =>
    rate * factor ** (update * every);
