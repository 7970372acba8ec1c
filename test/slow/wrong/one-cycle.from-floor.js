export default ({ peak, updates, rise = 0.3, start = peak / 25, floor = start / 1e4 }) =>
  (t) => {
    const c = (a, b, p) => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * p));
    const up = Math.max(rise * updates - 1, 0),
      end = updates - 1;
    if (t >= end) return floor;
    return t < up ? c(floor, peak, t / up) : c(peak, floor, (t - up) / (end - up));
  };
