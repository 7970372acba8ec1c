export const never = 0;

for (;;);
