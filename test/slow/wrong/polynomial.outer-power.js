export default ({ peak, updates, floor = 0, power = 2 }) =>
  (k) =>
    (floor ** (1 / power) +
      (peak ** (1 / power) - floor ** (1 / power)) * (1 - Math.min(k / updates, 1))) **
    power;
