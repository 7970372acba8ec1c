/** What PyTorch, Keras and Optax call our options, in plain spelling: for each word ours, of which the first that there is is meant. */
const ours: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  // Optimizers and minimizers.
  lr: ['learningRate', 'rate', 'peak'],
  learningrate: ['rate', 'peak'],
  eps: ['epsilon', ['epsilon1', 'epsilon2']],
  betas: [['beta1', 'beta2']],
  b1: ['beta1'],
  b2: ['beta2'],
  nssteps: ['newtonSchulzSteps'],
  paramgroups: ['groups'],
  mask: ['groups'],
  excludefromweightdecay: ['groups'],
  maxiter: ['updates'],
  historysize: ['memory'],
  tolerancegrad: ['toleranceGradient'],
  linesearchfn: ['lineSearch'],
  // Schedules.
  initiallearningrate: ['rate', 'peak'],
  initvalue: ['rate', 'peak'],
  baselr: ['floor', 'rate', 'peak'],
  maxlr: ['peak'],
  minlr: ['floor'],
  etamin: ['floor'],
  endlearningrate: ['floor'],
  endvalue: ['floor'],
  tmax: ['updates'],
  totalsteps: ['updates'],
  totaliters: ['updates'],
  transitionsteps: ['every', 'updates'],
  decaysteps: ['every', 'updates'],
  firstdecaysteps: ['updates'],
  t0: ['updates'],
  tmult: ['stretch'],
  tmul: ['stretch'],
  mmul: ['factor'],
  gamma: ['factor'],
  decayrate: ['factor'],
  stepsize: ['every'],
  stepsizeup: ['every'],
  pctstart: ['rise'],
  boundaries: ['milestones'],
  // Callbacks and wrappers.
  threshold: ['minDelta'],
  thresholdmode: ['minDeltaIs'],
  logdir: ['folder'],
  baseoptimizer: ['optimizer'],
  steps: ['every'],
  everykschedule: ['every'],
  gradientaccumulationsteps: ['every'],
  emamomentum: ['decay'],
  k: ['syncPeriod'],
  alpha: ['slowStepSize'],
  swastart: ['from'],
  swafreq: ['every'],
};

/**
 * The way out for an option that goes by another library's name: `downhill calls it "learningRate"`, or `AdamW has it`;
 * undefined for a name that says nothing.
 * @param names the options that there are
 * @param own for names of others, in any spelling, one of `names`, or else a sentence
 */
export function otherName(
  given: string,
  names: readonly string[],
  own: Readonly<Record<string, string>> = {},
): string | undefined {
  const bare = plain(given);
  const same = names.find((name) => plain(name) === bare);
  const [, special] = Object.entries(own).find(([name]) => plain(name) === bare) ?? [];
  if (same === undefined && special !== undefined && !names.includes(special)) return special;
  const theirs = Object.hasOwn(ours, bare) ? (ours[bare] ?? []) : [];
  const candidates = [same, special, ...theirs].map((one) => [one ?? ''].flat());
  const meant = candidates.find((all) => all.every((name) => names.includes(name)));
  return meant && `downhill calls it ${meant.map((name) => `"${name}"`).join(' and ')}`;
}

/** A name without its spelling: `weight_decay` is `weightDecay`. */
const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
