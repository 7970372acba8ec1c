/**
 * What PyTorch, Keras and Optax call common options, spelling aside, and our words, of which the first that there is is
 * meant. In one text, because all that reads options brings it into a browser's bundle.
 */
const ours = `
lr learningRate rate peak
learningrate rate peak
eps epsilon epsilon1+epsilon2
betas beta1+beta2
b1 beta1
b2 beta2
initiallearningrate rate peak
initvalue rate peak
baselr floor rate peak
maxlr peak
minlr floor
etamin floor
endlearningrate floor
endvalue floor
tmax updates
totalsteps updates
totaliters updates
transitionsteps every updates
decaysteps every updates
firstdecaysteps updates
t0 updates
tmult stretch
tmul stretch
mmul factor
gamma factor
decayrate factor
stepsize every
stepsizeup every
pctstart rise
boundaries milestones
threshold minDelta
thresholdmode minDeltaIs
maxnorm norm`;

/**
 * The way out for an option that goes by another library's name: `downhill calls it "learningRate"`, or `AdamW has it`;
 * undefined for a name that says nothing.
 * @param names the options that there are
 * @param own for names of others, in any spelling, one of `names` or a sentence
 */
export function otherName(
  given: string,
  names: readonly string[],
  own: Readonly<Record<string, string>> = {},
): string | undefined {
  const bare = plain(given);
  const same = given.includes('_') ? names.find((name) => plain(name) === bare) : undefined;
  const [, special] = Object.entries(own).find(([name]) => plain(name) === bare) ?? [];
  if (same === undefined && special?.includes(' ')) return special;
  const line = ours.split('\n').find((one) => one.startsWith(`${bare} `)) ?? '';
  const candidates = [same, special, ...line.split(' ').slice(1)].map((one) =>
    (one ?? '').split('+'),
  );
  const meant = candidates.find((all) => all.every((name) => names.includes(name)));
  return meant && `downhill calls it ${meant.map((name) => `"${name}"`).join(' and ')}`;
}

/** A name without its spelling: `weight_decay` is `weightDecay`. */
const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
