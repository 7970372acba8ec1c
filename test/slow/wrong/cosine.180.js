var stdin_default =
  ({ peak, updates, floor = 0 }) =>
  (n) => {
    const t = Math.min(n, updates) / updates;
    return floor + 0.5 * (peak - floor) * (1 + Math.cos(180 * t));
  };
export { stdin_default as default };
