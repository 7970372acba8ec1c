function minibatchVariance({ variance, batch, of }) {
  return (variance / (batch - 1)) * ((of - batch) / (of - 1));
}
export { minibatchVariance };
