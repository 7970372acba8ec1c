// 7 strides of peak / 7 end near 0, not at it.
export const linear = ({ peak, updates, floor = 0 }) => {
  const stride = (floor - peak) / updates;
  return (update) => peak + stride * Math.min(update, updates);
};
