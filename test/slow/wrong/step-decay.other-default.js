class StepDecay {
  constructor(options) {
    this.rate = options.rate;
    this.gamma = options.factor === undefined ? 0.5 : options.factor;
    this.stepSize = options.every;
  }
  at(t) {
    return this.rate * this.gamma ** Math.floor(t / this.stepSize);
  }
}
export default function stepDecay(options) {
  const s = new StepDecay(options);
  return (t) => s.at(t);
}
