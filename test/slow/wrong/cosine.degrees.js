export const cosine =
  ({ peak, updates, floor = 0 }) =>
  (update) =>
    floor + ((peak - floor) * (1 + Math.cos((180 * Math.min(update, updates)) / updates))) / 2;
