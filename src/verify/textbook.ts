/**
 * The rules as their papers write them, one plain number at a time. This is the second, independent form of every rule:
 * it shares no code with `optimizers/`, not even a default, so that a mistake must be made twice to go unseen.
 */

import { eachWeight, type Stepper, type TextbookOptions } from './stepper.ts';
import { adafactor, muon } from './textbook-matrices.ts';
import {
  adabelief,
  adamax,
  amsgrad,
  lamb,
  lars,
  lion,
  nadam,
  radam,
  scheduleFreeAdamW,
  yogi,
} from './textbook-variants.ts';

const { max, sqrt } = Math;

/** @see Robbins & Monro 1951 */
function sgd(): Stepper {
  return eachWeight(() => (w, g, lr) => w - lr * g);
}

/** @see Polyak 1964; the velocity holds no learning rate */
function momentum({ momentum: rho = 0.9 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let v = 0;
    return (w, g, lr) => {
      v = rho * v + g;
      return w - lr * v;
    };
  });
}

/** @see Sutskever et al. 2013, eq. 3-4, rewritten for a gradient taken at the weight itself */
function nesterov({ momentum: rho = 0.9 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let v = 0;
    return (w, g, lr) => {
      v = rho * v + g;
      return w - lr * (g + rho * v);
    };
  });
}

/** @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 1: the step and the decay stand side by side */
function sgdw({ weightDecay = 0.01, ...options }: TextbookOptions): Stepper {
  return withDecay(momentum(options), weightDecay);
}

/** @see Duchi, Hazan & Singer 2011 */
function adagrad({ initialAccumulatorValue = 0, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let sum = initialAccumulatorValue;
    return (w, g, lr) => {
      sum = sum + g ** 2;
      return w - (lr * g) / (sqrt(sum) + epsilon);
    };
  });
}

/** @see Zeiler 2012 (arXiv 1212.5701), algorithm 1 */
function adadelta({ rho = 0.9, epsilon = 1e-6 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [Eg2, Edx2] = [0, 0];
    const rms = (x: number) => sqrt(x + epsilon);
    return (w, g, lr) => {
      Eg2 = rho * Eg2 + (1 - rho) * g ** 2;
      const dx = (-rms(Edx2) / rms(Eg2)) * g;
      Edx2 = rho * Edx2 + (1 - rho) * dx ** 2;
      return w + lr * dx;
    };
  });
}

/** @see Tieleman & Hinton 2012, lecture 6.5 */
function rmsprop({ decay = 0.9, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let s = 0;
    return (w, g, lr) => {
      s = decay * s + (1 - decay) * g ** 2;
      return w - (lr * g) / (sqrt(s) + epsilon);
    };
  });
}

/** @see Graves 2013 (arXiv 1308.0850), eq. 38-45, epsilon outside the root */
function rmspropCentered({ decay = 0.9, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [n, mean] = [0, 0];
    return (w, g, lr) => {
      n = decay * n + (1 - decay) * g ** 2;
      mean = decay * mean + (1 - decay) * g;
      return w - (lr * g) / (sqrt(max(n - mean ** 2, 0)) + epsilon);
    };
  });
}

/** @see Tieleman & Hinton 2012, lecture 6.5; the velocity holds no learning rate */
function rmspropMomentum({
  decay = 0.9,
  momentum: rho = 0.9,
  epsilon = 1e-8,
}: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [s, v] = [0, 0];
    return (w, g, lr) => {
      s = decay * s + (1 - decay) * g ** 2;
      v = rho * v + g / (sqrt(s) + epsilon);
      return w - lr * v;
    };
  });
}

/** @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1 */
function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let [m, v, t] = [0, 0, 0];
    return (w, g, lr) => {
      t = t + 1;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const vHat = v / (1 - beta2 ** t);
      return w - (lr * mHat) / (sqrt(vHat) + epsilon);
    };
  });
}

/** @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 2: the step and the decay stand side by side */
function adamw({ weightDecay = 0.01, ...options }: TextbookOptions): Stepper {
  return withDecay(adam(options), weightDecay);
}

/** Another rule's step, and beside it a decay that never enters the rule. */
function withDecay(step: Stepper, weightDecay: number): Stepper {
  return (w, g, lr) => step(w, g, lr).map((next, i) => next - lr * weightDecay * (w[i] as number));
}

/** Every rule by name. A call gives a stepper with fresh state for one variable, which so counts its own updates. */
export const textbook = {
  sgd,
  momentum,
  nesterov,
  sgdw,
  adagrad,
  adadelta,
  rmsprop,
  rmspropCentered,
  rmspropMomentum,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  radam,
  adabelief,
  yogi,
  lion,
  lars,
  lamb,
  muon,
  scheduleFreeAdamW,
  adafactor,
} as const satisfies Readonly<Record<string, (options: TextbookOptions) => Stepper>>;
