import { mutantsAt, type Mutant, type Row } from '../mutant.ts';

/** A correction for the start at zero, by the letters of the source. */
interface Correction {
  readonly which: 'first' | 'second';
  readonly average: string;
  readonly hat: string;
  readonly beta: string;
  readonly other: string;
  /** The average as a reader knows it. */
  readonly letter: string;
}

const first: Correction = {
  which: 'first',
  average: 'm',
  hat: 'mHat',
  beta: 'beta1',
  other: 'beta2',
  letter: 'm',
};
const second: Correction = {
  which: 'second',
  average: 'v',
  hat: 'vHat',
  beta: 'beta2',
  other: 'beta1',
  letter: 'v',
};
const ofMaximum = { ...second, average: 'vMax', letter: 'vMax' };
const ofSurprise = { ...second, average: 's', hat: 'sHat', letter: 's' };

/** Ways to get one correction wrong: what the average is divided by, or what is done with it. */
const wrong = {
  missing: ({ average }: Correction) => average,
  'not-to-t': ({ average, beta }: Correction) => `${average}.div(1 - ${beta})`,
  multiplied: ({ average, beta }: Correction) => `${average}.mul(1 - ${beta} ** t)`,
  late: ({ average, beta }: Correction) => `${average}.div(1 - ${beta} ** (t + 1))`,
  'times-t': ({ average, beta }: Correction) => `${average}.div(1 - ${beta} * t)`,
  swapped: ({ average, other }: Correction) => `${average}.div(1 - ${other} ** t)`,
  'without-one': ({ average, beta }: Correction) => `${average}.div(${beta} ** t)`,
  'by-t': ({ average, beta }: Correction) => `${average}.div((1 - ${beta}) ^ t)`,
  plus: ({ average, beta }: Correction) => `${average}.div(1 + ${beta} ** t)`,
  bracket: ({ average, beta }: Correction) => `${average}.div((1 - ${beta}) ** t)`,
};

const found = {
  'not-to-t': 'ML-From-Scratch #35',
  multiplied: 'convnetjs #70',
};

function single(one: Correction): Mutant[] {
  const { which, average, hat, beta, other, letter } = one;
  const faults: Record<keyof typeof wrong, string> = {
    missing: `${letter} is not corrected for starting at zero`,
    'not-to-t': `${letter} is divided by 1 − ${beta}, not by 1 − ${beta}^t`,
    multiplied: `${letter} is multiplied by its correction in place of being divided by it`,
    late: `the correction of ${letter} is one update ahead: t counts from 2`,
    'times-t': `the correction of ${letter} takes ${beta} · t in place of ${beta}^t`,
    swapped: `${letter} is corrected with ${other} in place of ${beta}`,
    'without-one': `${letter} is divided by ${beta}^t, not by 1 − ${beta}^t`,
    'by-t': `${letter} is divided by t, not by 1 − ${beta}^t (in JavaScript, ^ is no power: 1 - ${beta} ^ t is t)`,
    plus: `${letter} is divided by 1 + ${beta}^t, not by 1 − ${beta}^t`,
    bracket: `${letter} is divided by (1 − ${beta})^t, not by 1 − ${beta}^t: the power belongs inside the bracket`,
  };
  const rows = Object.entries(wrong).map(([how, instead]): Row => {
    const seen = found[how as keyof typeof found];
    return [
      `${which}-correction-${how}`,
      `const ${hat} = ${instead(one)};`,
      faults[how as keyof typeof wrong],
      seen === undefined ? {} : { seen },
    ];
  });
  const right = `${average}.div(1 - ${beta} ** t)`;
  return mutantsAt(
    {
      find: `const ${hat} = ${right};`,
      first: hat,
      remedy: `${letter}̂ = ${letter} / (1 − ${beta}^t), with t = 1 in the first update`,
    },
    [
      ...rows,
      [
        `${which}-correction-kept`,
        `${average} = ${right};\n    const ${hat} = ${average};`,
        `the corrected ${letter} is kept for the next update, and corrected again`,
        { remedy: `keep ${letter} itself, and correct a copy in every update` },
      ],
    ],
  );
}

function both(one: Correction, library?: string): Mutant[] {
  const rows: [keyof typeof wrong, string, string?][] = [
    ['missing', 'neither average is corrected for starting at zero', 'EurekaLabsAI/micrograd #2'],
    ['not-to-t', 'both corrections lack the power t', 'ML-From-Scratch #35'],
    [
      'multiplied',
      'both averages are multiplied by their corrections in place of being divided by them',
      'convnetjs #70',
    ],
    ['late', 'both corrections are one update ahead: t counts from 2'],
    ['times-t', 'both corrections multiply by t in place of raising to the power t'],
    [
      'by-t',
      'both averages are divided by t, not by their corrections (in JavaScript, ^ is no power: 1 - beta ^ t is t)',
    ],
    ['swapped', 'the corrections of the two averages have changed places'],
    [
      'bracket',
      'both averages are divided by (1 − beta)^t, not by 1 − beta^t: the power belongs inside the bracket',
    ],
  ];
  const { average, hat, beta, letter } = one;
  return mutantsAt(
    {
      find: 'const mHat = m.div(1 - beta1 ** t);',
      first: 'mHat',
      remedy: `m̂ = m / (1 − beta1^t) and ${letter}̂ = ${letter} / (1 − beta2^t), with t = 1 in the first update`,
    },
    rows.map(([how, fault, seen]): Row => {
      const also = [
        [`const ${hat} = ${average}.div(1 - ${beta} ** t);`, `const ${hat} = ${wrong[how](one)};`],
      ] as const;
      const convention = how === 'missing' && library !== undefined ? { library } : {};
      const met = seen === undefined ? {} : { seen };
      return [
        `corrections-${how}`,
        `const mHat = ${wrong[how](first)};`,
        fault,
        { also, ...met, ...convention },
      ];
    }),
  );
}

/** Mistakes in the correction of m. */
export const inFirstCorrection = single(first);
/** Mistakes in the correction of v. */
export const inSecondCorrection = single(second);
/** Mistakes in the correction of AMSGrad's maximum. */
export const inCorrectionOfMaximum = single(ofMaximum);
/** Mistakes in the correction of AdaBelief's surprise. */
export const inCorrectionOfSurprise = single(ofSurprise);
/** Both corrections go wrong together. @param library that leaves both out on purpose */
export const inBothCorrections = (library?: string) => both(second, library);
/** The same where the second is of AMSGrad's maximum. */
export const inBothCorrectionsOfMaximum = both(ofMaximum, 'the AMSGrad paper');
/** The same where the second is of AdaBelief's surprise. */
export const inBothCorrectionsOfSurprise = both(ofSurprise);
