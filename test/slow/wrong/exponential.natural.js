export default ({ rate, factor }) =>
  (k) =>
    rate * Math.exp(-factor * k);
