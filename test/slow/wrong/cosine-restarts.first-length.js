export default function cosineRestarts({ peak, updates, floor = 0, stretch = 1, factor = 1 }) {
  return (t) => {
    let length = updates;
    let top = peak;
    let rest = t;
    while (rest >= length) {
      rest -= length;
      length *= stretch;
      top *= factor;
    }
    top = Math.max(top, floor);
    return floor + ((top - floor) * (1 + Math.cos((Math.PI * rest) / updates))) / 2;
  };
}
