export const create = (): object => ({ applyGradients() {} });

// oxlint-disable-next-line no-floating-promises
Promise.reject(new Error('nobody handles this'));
