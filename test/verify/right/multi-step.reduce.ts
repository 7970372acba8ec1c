export function multiStep(options: { rate: number; factor: number; milestones: number[] }) {
  const sorted = [...options.milestones].sort((a, b) => a - b);
  return (update: number) =>
    sorted.reduce((rate, milestone) => (update >= milestone ? rate * options.factor : rate), options.rate);
}
