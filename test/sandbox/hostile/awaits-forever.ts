await new Promise(() => {});

export const create = (): object => ({ applyGradients() {} });
