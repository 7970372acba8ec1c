export const never = 0;

// oxlint-disable-next-line no-throw-literal
throw 'a plain string';
