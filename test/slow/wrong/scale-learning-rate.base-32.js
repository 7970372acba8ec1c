function scaleLearningRate({ rate, batch, baseBatch = 32 }) {
  return (rate * batch) / baseBatch;
}
export { scaleLearningRate };
