process.abort();

export const never = 0;
