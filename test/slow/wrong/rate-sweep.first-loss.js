function rateSweep(rates, losses, smoothing) {
  let avg = losses[0];
  const smoothed = losses.map((l) => (avg = smoothing * avg + (1 - smoothing) * l));
  let lowest = 0;
  smoothed.forEach((s, i) => {
    if (s < smoothed[lowest]) lowest = i;
  });
  return { rates, losses, smoothed, suggestion: lowest ? rates[lowest] / 10 : void 0 };
}
export { rateSweep };
