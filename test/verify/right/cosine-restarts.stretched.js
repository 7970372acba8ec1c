export const cosineRestarts = ({ peak, updates, floor = 0, stretch = 1, factor = 1 }) => {
  const at = (since, length, top) =>
    since < length
      ? floor + ((top - floor) * (1 + Math.cos((Math.PI * since) / length))) / 2
      : at(since - length, length * stretch, Math.max(floor, top * factor));
  return (update) => at(update, updates, peak);
};
