import { rmsprop as rule } from '../../rules/rmsprop.ts';
import { ruleMember } from '../member.ts';
import { inDenominator } from '../mutants/denominators.ts';
import { averageUsedLate, inAverage, inStep } from '../mutants/rmsprop.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sqrt } = Math;

/** @see Tieleman & Hinton 2012, lecture 6.5 */
function textbook({ decay = 0.9, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let s = 0;
    return (w, g, lr) => {
      s = decay * s + (1 - decay) * g ** 2;
      return w - (lr * g) / (sqrt(s) + epsilon);
    };
  });
}

/** What tfjs's form does otherwise. */
export const insideRoot =
  'The built-in adds epsilon inside the root: the same for gradients well above the root of epsilon, which these are.';

/** RMSProp beyond its rule: textbook, peers, mistakes. */
export const rmsprop = ruleMember({
  name: 'rmsprop',
  className: 'RMSProp',
  rule,
  textbook,
  builtin: {
    name: 'tf.train.rmsprop',
    make: (tf, { learningRate, decay, epsilon }) =>
      tf.train.rmsprop(learningRate, decay, 0, epsilon),
    scales: [1, 10],
    explanation: insideRoot,
  },
  libraryDefaults: [
    { option: 'epsilon', value: 1e-7, library: 'tfjs and Keras' },
    { option: 'decay', value: 0.99, library: 'PyTorch' },
  ],
  mutants: [
    ...inAverage,
    ...averageUsedLate,
    ...inStep,
    ...inDenominator({
      under: 's',
      letter: 's',
      inside: { library: 'tfjs, Keras and Optax' },
      over: 'g',
    }),
  ],
});
