const anneal = (from: number, to: number, share: number) =>
  to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1);

export const oneCycle = ({ peak, updates }: { peak: number; updates: number }) => {
  const initial = peak / 25;
  const final = initial / 1e4;
  const phases = [
    { end: 0.3 * updates - 1, from: initial, to: peak },
    { end: updates - 1, from: peak, to: final },
  ];
  return (step: number) => {
    let start = 0;
    for (const [i, { end, from, to }] of phases.entries()) {
      if (step <= end || i === phases.length - 1) {
        return anneal(from, to, Math.min(1, (step - start) / (end - start)));
      }
      start = end;
    }
    return final;
  };
};
