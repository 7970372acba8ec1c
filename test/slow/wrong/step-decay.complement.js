export const stepDecay =
  ({ rate, factor, every }) =>
  (update) =>
    rate * (1 - factor) ** Math.floor(update / every);
