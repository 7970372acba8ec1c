export const constant =
  ({ rate }: { rate: number }) =>
  (_update: number) =>
    rate;
