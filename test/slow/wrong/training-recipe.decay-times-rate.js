function trainingRecipe({ updates, peak, warmup, weightDecay }, u, shape) {
  const lr =
    u < warmup
      ? (peak * (u + 1)) / warmup
      : (peak / 2) * (1 + Math.cos(Math.PI * Math.min(1, (u - warmup) / (updates - warmup))));
  return { learningRate: lr, weightDecay: shape.length > 1 ? weightDecay * lr : 0 };
}
export { trainingRecipe };
