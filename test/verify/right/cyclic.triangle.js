export const cyclic = ({ floor, peak, every }) => (update) => {
  const at = update % (2 * every);
  const share = at < every ? at / every : 2 - at / every;
  return floor + share * (peak - floor);
};
