// PyTorch's CosineAnnealingLR goes on around the wave.
export const cosine = ({ peak, updates, floor }: { peak: number; updates: number; floor: number }) => (t: number) =>
  floor + ((peak - floor) * (1 + Math.cos((Math.PI * t) / updates))) / 2;
