const multiStep =
  ({ rate, factor = 0.1, milestones }) =>
  (u) => {
    const passed = milestones.findIndex((m) => u < m);
    return rate * Math.pow(factor, passed);
  };
export { multiStep };
