export function cosineRestarts({ peak, updates, floor = 0 }: { peak: number; updates: number; floor?: number }) {
  return (update: number) => {
    const within = (update % updates) / updates;
    return floor + 0.5 * (peak - floor) * (1 + Math.cos(Math.PI * within));
  };
}
