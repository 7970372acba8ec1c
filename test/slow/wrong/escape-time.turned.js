function escapeTime({ from, to, curvature, learningRate }) {
  return Math.max(0, Math.log(from / to) / Math.log(1 + learningRate * curvature));
}
export { escapeTime };
