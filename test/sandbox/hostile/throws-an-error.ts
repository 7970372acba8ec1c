export const create = (): object => ({ applyGradients() {} });

throw new RangeError('thrown on line 3');
