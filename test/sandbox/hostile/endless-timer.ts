await new Promise(() => setInterval(() => {}, 100));

export const never = 0;
