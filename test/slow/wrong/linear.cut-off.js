export const linear =
  ({ peak, updates, floor = 0 }) =>
  (update) =>
    Math.max(floor, peak * (1 - update / updates));
