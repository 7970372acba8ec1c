function exponentialWarmup(updates, after) {
  const next = typeof after === 'number' ? () => after : after;
  return (u) => (u < updates ? next(0) * (1 - Math.exp(-(u + 1) / updates)) : next(u - updates));
}
export { exponentialWarmup };
