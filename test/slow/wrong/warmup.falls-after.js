export default ({ warmup, peak }) =>
  (k) =>
    k < warmup ? (peak * (k + 1)) / warmup : (peak * warmup) / (k + 1);
