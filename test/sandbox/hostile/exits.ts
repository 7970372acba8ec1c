process.exit(0);

export const never = 0;
