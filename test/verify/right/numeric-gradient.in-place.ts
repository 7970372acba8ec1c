/** Moves x itself, and puts every coordinate back; the step grows with the coordinate. */
export default function numericalGradient(f: (x: number[]) => number, x: number[]): Float64Array {
  const gradient = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const old = x[i];
    const h = 1e-5 * Math.max(1, Math.abs(old));
    x[i] = old + h;
    const high = f(x);
    x[i] = old - h;
    const low = f(x);
    x[i] = old;
    gradient[i] = (high - low) / (2 * h);
  }
  return gradient;
}
