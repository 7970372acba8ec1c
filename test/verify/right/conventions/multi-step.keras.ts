interface Options {
  rate: number;
  factor: number;
  milestones: number[];
}

/** A boundary still has the value before it, as in Keras's PiecewiseConstantDecay. */
export const piecewise =
  ({ rate, factor, milestones }: Options) =>
  (step: number) => {
    const values = [rate];
    for (const _ of milestones) values.push((values.at(-1) as number) * factor);
    const at = milestones.findIndex((boundary) => step <= boundary);
    return values.at(at);
  };
