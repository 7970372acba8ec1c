import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

/** A root with epsilon beside it that divides, by the letters of the source and for a reader. */
interface Denominator {
  readonly files: string;
  readonly under: string;
  readonly letter: string;
  /** Who adds epsilon inside the root on purpose. */
  readonly inside?: { readonly library?: string; readonly seen?: string };
}

function denominator({ files, under, letter, inside = {} }: Denominator): Mutant[] {
  const right = `${under}.sqrt().add(epsilon)`;
  const place = {
    sources: optimizerFiles(files),
    first: 'denominator',
    remedy: `divide by √${letter} + epsilon`,
  };
  return [
    ...mistakes({ ...place, find: right }, [
      [
        'epsilon-inside-root',
        `${under}.add(epsilon).sqrt()`,
        'epsilon is added inside the square root',
        { remedy: `take the root first: √${letter} + epsilon`, ...inside },
      ],
      [
        'epsilon-missing',
        `${under}.sqrt()`,
        'epsilon is missing',
        { remedy: `divide by √${letter} + epsilon: without it a gradient of zero gives 0 / 0` },
      ],
      [
        'root-missing',
        `${under}.add(epsilon)`,
        `the step is divided by ${letter}, not by its root`,
      ],
      ['epsilon-subtracted', `${under}.sqrt().sub(epsilon)`, 'epsilon is subtracted'],
      [
        'epsilon-as-maximum',
        `${under}.sqrt().maximum(epsilon)`,
        'epsilon is the least value of the denominator, not added to it',
      ],
      [
        'epsilon-squared-inside',
        `${under}.add(epsilon * epsilon).sqrt()`,
        'epsilon² is added inside the square root',
        { remedy: `take the root first: √${letter} + epsilon` },
      ],
      [
        'one-denominator-for-all',
        `${under}.sqrt().norm().add(epsilon)`,
        'all elements of a variable are divided by one number, a norm over all of them',
        { remedy: `divide each element by its own √${letter} + epsilon` },
      ],
      [
        'mean-denominator-for-all',
        `${under}.mean().sqrt().add(epsilon)`,
        'all elements of a variable are divided by one number, the root of a mean over all of them',
        { remedy: `divide each element by its own √${letter} + epsilon` },
      ],
    ]),
    ...mistakes({ ...place, find: `.div(${right})` }, [
      [
        'denominator-multiplied',
        `.mul(${right})`,
        `the step is multiplied by √${letter} + epsilon in place of being divided by it`,
      ],
      ['denominator-missing', '', `the step is not divided by √${letter} + epsilon`],
    ]),
  ];
}

/** Forms of Adam in which both corrections are put into the step size. */
function inStepSize(files: string, average: string, letter: string, library: string): Mutant[] {
  const hat = average === 's' ? 'sHat' : 'vHat';
  return mistakes(
    {
      sources: optimizerFiles(files),
      find: `${hat}.sqrt().add(epsilon)`,
      first: 'denominator',
      remedy: `correct ${letter} first, then add epsilon: √${letter}̂ + epsilon`,
    },
    [
      [
        'epsilon-hat',
        `${average}.sqrt().add(epsilon).div(Math.sqrt(1 - beta2 ** t))`,
        `epsilon is added to the uncorrected √${letter} (the form with epsilon-hat)`,
        { seen: 'tensorflow #9047 and #35102, pytorch #22628, nanochat #304', library },
      ],
      [
        'step-size-without-root',
        `${average}.sqrt().add(epsilon).div(1 - beta2 ** t)`,
        `the correction of ${letter} in the step size lacks its root: it belongs to √${letter}`,
        { remedy: 'lr · √(1 − beta2^t) / (1 − beta1^t)' },
      ],
    ],
  );
}

const inTheRoot = { library: 'tfjs, Keras and Optax' };

/** Mistakes in what the step is divided by. */
export const denominators: readonly Mutant[] = [
  ...denominator({
    files: 'adam amsgrad nadam radam yogi lamb schedule-free-adamw',
    under: 'vHat',
    letter: 'v̂',
    inside: { seen: 'd2l-zh #502' },
  }),
  // Its epsilon is in the average too, so that the root is never below it.
  ...denominator({ files: 'adabelief', under: 'sHat', letter: 'ŝ' }).filter(
    ({ id }) => id !== 'epsilon-as-maximum',
  ),
  ...denominator({ files: 'adagrad', under: 'a', letter: 'a', inside: inTheRoot }),
  ...denominator({ files: 'rmsprop rmsprop-momentum', under: 's', letter: 's', inside: inTheRoot }),
  ...denominator({
    files: 'rmsprop-centered',
    under: 'variance',
    letter: '(s − b²)',
    inside: { library: 'Keras and Optax' },
  }),
  ...inStepSize('adam', 'v', 'v', 'Keras and TensorFlow'),
  ...inStepSize('amsgrad', 'vMax', 'vMax', 'Keras'),
  ...inStepSize('radam', 'v', 'v', 'PyTorch'),
  ...inStepSize('nadam yogi lamb schedule-free-adamw', 'v', 'v', "Keras's Adam"),
  ...inStepSize('adabelief', 's', 's', "Keras's Adam"),
];
