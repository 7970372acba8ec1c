/** (1 + cos x) / 2 is cos²(x / 2). */
export const cosine = ({ peak, updates, floor = 0 }: Record<string, number>) => {
  return (update: number) => {
    const x = Math.PI * Math.min(1, update / updates);
    return floor + (peak - floor) * Math.cos(x / 2) ** 2;
  };
};
