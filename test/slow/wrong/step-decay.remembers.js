function stepDecay({ rate, factor = 0.1, every }) {
  let lr = rate;
  return (t) => {
    if (t > 0 && t % every === 0) lr *= factor;
    return lr;
  };
}
export { stepDecay };
