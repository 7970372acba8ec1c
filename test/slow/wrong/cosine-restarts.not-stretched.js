export default function cosineRestarts({ peak, updates, floor = 0, stretch = 1, factor = 1 }) {
  return (t) => {
    const n = Math.floor(t / updates);
    const p = (t % updates) / updates;
    const top = Math.max(peak * factor ** n, floor);
    return floor + ((top - floor) * (1 + Math.cos(Math.PI * p))) / 2;
  };
}
