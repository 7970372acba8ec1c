export const constant =
  ({ rate }) =>
  () =>
    `${rate}`;
