process.removeAllListeners();
// oxlint-disable-next-line no-floating-promises
Promise.reject(new Error('unheard'));

export const create = (): object => ({ applyGradients() {} });
