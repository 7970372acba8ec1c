/**
 * Mistakes that are one and the same in what they do, in at least one rule: whoever makes one of them is told all. The
 * comment says why no probe can part them.
 */
const groups: readonly (readonly string[])[] = [
  // Nothing is added, or 0 is.
  ['epsilon-missing', 'epsilon-fixed'],
  // From the second update on the root is of a negative number.
  ['second-correction-times-t', 'corrections-times-t'],
  // Who takes g for g² and guards the root by the size has written the other one.
  ['accumulator-of-signed', 'accumulator-of-gradient'],
  // An average that keeps nothing is the gradient.
  ['gradient-in-step', 'beta1-fixed'],
  // 1 − beta^1 in every update.
  [
    'count-stopped',
    'corrections-not-to-t',
    'first-correction-not-to-t',
    'second-correction-not-to-t',
    'everything-forgotten',
  ],
  // A rule that does not count updates, or a probe without gaps: how shared state is counted does not show.
  ['state-shared', 'state-shared-and-counted'],
  ['state-by-shape', 'state-by-shape-and-counted'],
  ['state-shared-or-anew', 'state-shared-or-anew-and-counted'],
  ['slots-lost-on-resume', 'state-lost-on-resume'],
  ['sign-of-gradient', 'is-sign-sgd'],
  ['gradient-normalized', 'is-normalized'],
  ['accumulator-not-kept', 'state-forgotten', 'everything-forgotten'],
  // The maximum of all v takes no notice of what v has forgotten.
  ['v-larger-of-both', 'v-not-kept', 'v-never-falls'],
  // The maximum that is fed back never falls.
  ['maximum-fed-back', 'v-never-falls'],
  ['maximum-missing', 'is-adam-with-l2'],
  ['decay-missing', 'is-adam-with-l2'],
  ['product-without-now', 'count-from-zero'],
  ['twins-share', 'twins-share-and-count'],
  // State that starts anew in every update, in a rule that does not count updates, or with a single average.
  ['state-forgotten', 'everything-forgotten'],
  ['everything-forgotten', 'state-forgotten', 'velocity-not-kept', 'momentum-fixed'],
  ['velocity-not-kept', 'gradient-in-step', 'state-forgotten', 'everything-forgotten', 'is-sgd'],
  ['gradient-in-step', 'momentum-fixed'],
  ['velocity-not-kept', 'momentum-fixed', 'is-rmsprop'],
  ['s-not-kept', 'state-forgotten', 'everything-forgotten'],
  ['sign-of-gradient', 'm-not-updated', 'state-forgotten', 'everything-forgotten', 'beta1-fixed'],
  ['u-not-kept', 'beta2-fixed'],
  ['matrix-m-not-kept', 'matrix-momentum-missing', 'momentum-fixed'],
  // Both say that the first share is 1: nothing of the old averages is left.
  ['state-lost-on-resume', 'count-lost-on-resume'],
  // The constant stands in one place only.
  ['s-shares-swapped', 'decay-complement'],
  ['m-shares-swapped', 'beta2-complement'],
  ['blend-shares-swapped', 'beta1-complement'],
  ['decay-missing', 'weightDecay-fixed', 'is-momentum', 'is-adam'],
  // What is left is another rule.
  ['denominator-missing', 'is-sgd', 'velocity-unscaled', 'is-momentum'],
  ['momentum-fixed', 'is-sgd'],
  ['s-summed', 'is-adagrad'],
  ['maximum-missing', 'is-adam'],
  ['b-not-updated', 'is-rmsprop'],
  ['adam-step', 'is-adam'],
  ['a-before-update', 'is-sgd'],
  ['everything-forgotten', 'is-sgd'],
  ['velocity-before-update', 'look-ahead-missing', 'is-momentum'],
  // A factor that is the same wherever it stands.
  ['momentum-on-both', 'momentum-in-step', 'look-ahead-twice'],
  ['weight-is-fast', 'average-missing'],
  // The weight never moves.
  ['upper-epsilon-missing', 'stands-still'],
  // The measure of certainty never reaches its threshold.
  ['never-adapts', 'length-without-power', 'longest-halved', 'beta2-fixed', 'beta2-complement'],
  // A division by zero in the first update.
  ['share-complement', 'count-from-zero'],
  ['minimum', 'count-from-zero'],
];

/** The mistakes that cannot be told from `id`, and itself. */
export function sameAs(id: string): string[] {
  return [id, ...groups.filter((group) => group.includes(id)).flat()];
}
