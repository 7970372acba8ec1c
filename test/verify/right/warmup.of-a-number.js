export const warmup = (length, peak) => (update) => peak * Math.min(1, (update + 1) / length);
