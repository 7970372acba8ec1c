function inverseSqrt({ rate, every = 1 }) {
  return (t) => rate * Math.sqrt(every / Math.max(t, every));
}
export { inverseSqrt };
