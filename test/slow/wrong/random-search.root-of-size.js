export function randomSearch(height, start, { steps, size, normals }) {
  let best = [...start],
    low = height(best);
  for (let i = 0; i < steps; i++) {
    const z = normals(best.length);
    const p = best.map((w, k) => w + Math.sqrt(size) * z[k]);
    const h = height(p);
    if (h < low) [best, low] = [p, h];
  }
  return best;
}
