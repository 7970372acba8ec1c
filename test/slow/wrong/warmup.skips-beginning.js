function warmup(updates, after) {
  const next = typeof after === 'number' ? () => after : after;
  return (u) => (u < updates ? (next(0) * (u + 1)) / updates : next(u));
}
export { warmup };
