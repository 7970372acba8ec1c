export default function cosine({ peak, updates, floor = 0 }) {
  return (t) => {
    if (t >= updates) return floor;
    return floor + 0.5 * (peak - floor) * (1 + Math.cos(2 * Math.PI * (t / updates)));
  };
}
