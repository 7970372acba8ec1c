export default ({ peak, updates, floor = 0 }) =>
  (t) =>
    floor + ((peak - floor) * (1 + Math.sin((Math.PI * Math.min(t, updates)) / updates))) / 2;
