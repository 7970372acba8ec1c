try {
  process.removeAllListeners();
} catch {
  // It may not.
}
// oxlint-disable-next-line no-floating-promises
Promise.reject(new Error('unheard'));

export const create = (): object => ({ applyGradients() {} });
