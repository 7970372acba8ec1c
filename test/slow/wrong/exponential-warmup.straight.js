function exponentialWarmup(updates, after, from = 1e-3) {
  const next = typeof after === 'number' ? () => after : after;
  return (u) =>
    u < updates ? next(0) * (from + (1 - from) * ((u + 1) / updates)) : next(u - updates);
}
export { exponentialWarmup };
