function oneCycle({ peak, updates, rise = 0.3, start = peak / 25, floor = start / 1e4 }) {
  return (u) => {
    const top = Math.max(0, rise * updates - 1),
      last = updates - 1;
    if (u >= last) return floor;
    return u < top
      ? start + ((peak - start) * u) / top
      : peak + ((floor - peak) * (u - top)) / (last - top);
  };
}
export { oneCycle };
