export default ({ peak, updates, floor = 0, power = 2 }) =>
  (update) =>
    (peak - floor) * Math.pow(1 - Math.min(update, updates) / updates, power) + floor;
