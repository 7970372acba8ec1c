export default ({ rate, factor = 0.1, every }) =>
  (k) =>
    rate * factor ** Math.ceil(k / every);
