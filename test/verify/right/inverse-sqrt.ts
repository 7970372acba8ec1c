export function inverseSqrt({ rate, every = 1 }: any) {
  return (t: number) => rate * (1 + t / every) ** -0.5;
}
