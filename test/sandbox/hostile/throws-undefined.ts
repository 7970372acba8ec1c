export const never = 0;

// oxlint-disable-next-line no-throw-literal
throw undefined;
