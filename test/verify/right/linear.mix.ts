export const linear = ({ peak, updates, floor = 0 }: { peak: number; updates: number; floor?: number }) => {
  return (update: number) => {
    if (update >= updates) return floor;
    const share = update / updates;
    return (1 - share) * peak + share * floor;
  };
};
