function multiStep({ rate, factor = 0.1, milestones }) {
  return (u) => {
    let lr = rate,
      at = 0;
    for (const m of milestones) {
      at += m;
      if (u >= at) lr *= factor;
    }
    return lr;
  };
}
export { multiStep };
