const inverseSqrt =
  ({ rate, every = 1 }) =>
  (t) =>
    Math.sqrt(rate / (1 + t / every));
export { inverseSqrt };
