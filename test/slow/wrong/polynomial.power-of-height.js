function polynomial({ peak, updates, floor = 0, power = 2 }) {
  return (t) => {
    const p = Math.min(t / updates, 1);
    return floor + ((peak - floor) * (1 - p)) ** power;
  };
}
export { polynomial };
