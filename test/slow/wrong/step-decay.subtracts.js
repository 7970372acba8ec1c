function stepDecay(o) {
  const f = o.factor ?? 0.1;
  return (t) => {
    let lr = o.rate;
    for (let i = o.every; i <= t; i += o.every) lr -= o.rate * f;
    return lr;
  };
}
export { stepDecay };
