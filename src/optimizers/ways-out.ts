/** For options that others have in every optimizer which of ours it is, or where it went. */
const elsewhere: Readonly<Record<string, string>> = {
  paramGroups: 'groups',
  mask: 'groups',
  excludeFromWeightDecay: 'groups',
  clipnorm: 'write transforms: [clipByNorm({ norm: 1 })]',
  clipvalue: 'write transforms: [clipByValue({ value: 0.5 })]',
  globalClipnorm: 'write transforms: [clipByGlobalNorm({ norm: 1 })]',
  maxGradNorm: 'write transforms: [clipByGlobalNorm({ norm: 1 })]',
  weightDecay: 'put this optimizer into a DecoupledDecay, or add l2 to the loss',
  decay: 'a rate that falls is a schedule, such as inverseTime({ rate: 0.001, every: 1000 })',
  lrDecay: 'a rate that falls is a schedule, such as inverseTime({ rate: 0.001, every: 1000 })',
  useEma: 'put this optimizer into an ExponentialMovingAverage',
  emaMomentum: 'put this optimizer into an ExponentialMovingAverage',
  gradientAccumulationSteps: 'put this optimizer into a GradientAccumulation',
  params: 'minimize and model.compile are told the variables',
  maximize: 'minimize the negative',
  useNesterov: 'Nesterov has it',
  amsgrad: 'AMSGrad has it',
  decoupledWeightDecay: 'AdamW is Adam with it',
};

/**
 * For options that others give to an optimizer: which of its own each is, or a sentence that says where it went.
 * @param options those of its rule
 * @param otherNames what the rule says itself: an option or the class that has it
 */
export function waysOut(
  options: object,
  otherNames: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const own = Object.entries(otherNames).map(([name, here]) => [
    name,
    Object.hasOwn(options, here) ? here : `${here} has it`,
  ]);
  return { ...elsewhere, ...(Object.fromEntries(own) as Record<string, string>) };
}
