import { mutantsAt, type Mutant } from '../mutant.ts';

const place = {
  first: 'w',
  remedy: 'w − lr · m̂ / (√v̂ + epsilon)',
};

/** Mistakes in the last line of Adam and its relatives. */
export const inLastLine: readonly Mutant[] = [
  ...mutantsAt({ ...place, find: 'w: w.sub(mHat' }, [
    [
      'ascends',
      'w: w.add(mHat',
      'the weight goes uphill: the step is added',
      { remedy: 'subtract the step' },
    ],
  ]),
  ...mutantsAt({ ...place, find: 'mHat.mul(lr).div(' }, [
    [
      'gradient-in-step',
      'g.mul(lr).div(',
      'the step takes the gradient itself, not its average m̂',
      { first: 'mHat', remedy: 'step with m̂' },
    ],
    [
      'rate-missing',
      'mHat.div(',
      'the step is not multiplied by the learning rate',
      { first: 'lr' },
    ],
    [
      'rate-over-root-t',
      'mHat.mul(lr / Math.sqrt(t)).div(',
      'the learning rate is divided by √t',
      { first: 'lr', remedy: 'take the rate as it is; a schedule is given from outside' },
    ],
    [
      'weight-replaced',
      'mHat.mul(lr).mul(w).div(',
      'the step is multiplied by the weight',
      { remedy: 'the step does not depend on the weight' },
    ],
  ]),
];
