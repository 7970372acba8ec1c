import { mutantsAt, type Mutant } from '../mutant.ts';

/** A root with epsilon beside it that divides, by the letters of the source and for a reader. */
interface Denominator {
  readonly under: string;
  readonly letter: string;
  /** Who adds epsilon inside the root on purpose. */
  readonly inside?: { readonly library?: string; readonly seen?: string };
  /** What is divided, where the source multiplies it by the rate first. */
  readonly over?: string;
}

/** Mistakes in what the step is divided by. */
export function inDenominator({ under, letter, inside = {}, over }: Denominator): Mutant[] {
  const right = `${under}.sqrt().add(epsilon)`;
  const place = {
    first: 'denominator',
    remedy: `divide by √${letter} + epsilon`,
  };
  return [
    ...mutantsAt({ ...place, find: right }, [
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
      [
        'rate-in-denominator',
        `${under}.sqrt().mul(lr).add(epsilon)`,
        'what divides is multiplied by the learning rate too, which cancels it',
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
    ...mutantsAt({ ...place, find: `.div(${right})` }, [
      [
        'denominator-multiplied',
        `.mul(${right})`,
        `the step is multiplied by √${letter} + epsilon in place of being divided by it`,
      ],
      ['denominator-missing', '', `the step is not divided by √${letter} + epsilon`],
    ]),
    ...(over === undefined
      ? []
      : mutantsAt({ ...place, find: `${over}.mul(lr).div(${right})` }, [
          [
            'root-of-quotient',
            `sign(${over}).mul(${over}.abs().div(${under}.add(epsilon)).sqrt()).mul(lr)`,
            'the root is taken of the whole quotient, not of what divides alone',
          ],
          [
            'root-of-quotient-of-squares',
            `${over}.square().div(${under}.add(epsilon)).sqrt().mul(lr)`,
            'the root is taken of the whole quotient, with a square above: the sign of the gradient is lost',
          ],
          [
            'root-of-signed-quotient',
            `${over}.div(${under}.add(epsilon)).sqrt().mul(lr)`,
            'the root is taken of the whole quotient, so that a negative gradient gives no number',
          ],
        ])),
  ];
}

/** Forms of Adam in which both corrections are put into the step size. */
export function inStepSize(average: string, letter: string, library: string): Mutant[] {
  const hat = average === 's' ? 'sHat' : 'vHat';
  return mutantsAt(
    {
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
