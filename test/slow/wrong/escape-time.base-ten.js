function escapeTime({ from, to, curvature, learningRate }) {
  return Math.max(0, Math.log10(to / from) / Math.log1p(learningRate * curvature));
}
export { escapeTime };
