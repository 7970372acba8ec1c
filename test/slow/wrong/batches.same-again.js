export function batches(size, of, random) {
  let order = [...random.permutation(of)],
    at = 0;
  return () => {
    const out = [];
    while (out.length < size) {
      out.push(order[at % of]);
      at++;
    }
    if (at >= of) {
      at = 0;
      order = [...random.permutation(of)];
    }
    return out;
  };
}
