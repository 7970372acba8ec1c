function warmup(updates, after) {
  const next = typeof after === 'number' ? () => after : after;
  return (u) => Math.min(1, (u + 1) / updates) * next(Math.max(0, u));
}
export { warmup };
