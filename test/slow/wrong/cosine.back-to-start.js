export const cosine =
  ({ peak, updates, floor = 0 }) =>
  (update) =>
    update >= updates
      ? peak
      : floor + ((peak - floor) * (1 + Math.cos((Math.PI * update) / updates))) / 2;
