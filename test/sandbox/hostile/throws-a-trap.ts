export const never = 0;

const refuse = (): never => {
  throw new Error('no');
};

/** Every question to what it throws throws again. */
// oxlint-disable-next-line no-throw-literal
throw new Proxy({}, { get: refuse, getPrototypeOf: refuse, has: refuse, ownKeys: refuse });
