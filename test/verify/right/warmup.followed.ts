type Rate = (update: number) => number;

export function warmup(length: number, after: number | Rate): Rate {
  const next = typeof after === 'function' ? after : () => after;
  return (update) => {
    const done = update + 1;
    return done <= length ? (done / length) * next(0) : next(update - length);
  };
}
