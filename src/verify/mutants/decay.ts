import { mutantsAt, type Mutant, type Row } from '../mutant.ts';

/** A weight that is shrunk first, by the letters of the source. */
interface Shrink {
  readonly w: string;
  readonly lr: string;
  readonly decay: string;
}

const remedy = 'w · (1 − lr · weightDecay)';
/** A rule that hands the shrunk weight on. */
const inStep: Shrink = { w: 'step.w', lr: 'step.lr', decay: 'hyper.weightDecay' };
/** A rule that shrinks the weight in its last line. */
export const inLine: Shrink = { w: 'w', lr: 'lr', decay: 'weightDecay' };

/** Mistakes in how much a weight is shrunk. */
export function inShrinking({ w, lr, decay }: Shrink, ofPaper: NonNullable<Row[3]> = {}): Mutant[] {
  return mutantsAt(
    {
      find: `${w}.mul(1 - ${lr} * ${decay})`,
      first: 'w',
      remedy,
    },
    [
      [
        'decay-without-rate',
        `${w}.mul(1 - ${decay})`,
        'the decay is not multiplied by the learning rate',
        ofPaper,
      ],
      ['decay-grows', `${w}.mul(1 + ${lr} * ${decay})`, 'the weight decay lets weights grow'],
      ['decay-missing', w, 'weightDecay has no effect'],
      [
        'decay-doubled',
        `${w}.mul(1 - 2 * ${lr} * ${decay})`,
        'the decay is twice as strong as it should be',
        { remedy: `${remedy}, once, and without a factor 2` },
      ],
      [
        'decay-halved',
        `${w}.mul(1 - 0.5 * ${lr} * ${decay})`,
        'the decay is half as strong as it should be',
        { remedy: `${remedy}, without a factor ½` },
      ],
      [
        'decay-with-rate-twice',
        `${w}.mul(1 - ${lr} * ${lr} * ${decay})`,
        'the decay is multiplied by the learning rate twice',
      ],
      [
        'decay-by-sign',
        `${w}.sub(sign(${w}).mul(${lr} * ${decay}))`,
        'the decay takes the sign of the weight, as an L1 penalty does, not the weight',
        { remedy: 'take away lr · weightDecay · w', seen: 'keras-adamw #39' },
      ],
      [
        'decay-constant',
        `${w}.sub(${lr} * ${decay})`,
        'the decay takes lr · weightDecay from every weight, whatever its size',
        { remedy: 'take away lr · weightDecay · w', seen: 'e-sensing/torchopt #14' },
      ],
      [
        'decay-squared',
        `${w}.sub(${w}.square().mul(${lr} * ${decay}))`,
        'the decay takes the square of the weight, which is the penalty and not its slope',
        { remedy: 'take away lr · weightDecay · w' },
      ],
    ],
  );
}

/** Mistakes in decoupled decay of a rule that hands the shrunk weight on to `parent`. */
export function inDecoupledDecay(parent: string): Mutant[] {
  const line = 'const w = step.w.mul(1 - step.lr * hyper.weightDecay);';
  const rest = `return ${parent}.update({ ...step, w }, slots, hyper);`;
  const inGradient = [rest, rest.replace('w }', 'g }')] as const;
  const ofPaper = {
    library: 'the AdamW paper, whose decay is multiplied by the schedule alone',
    seen: 'tensorflow/addons #2282, pytorch #38853',
  };
  return [
    ...inShrinking(inStep, ofPaper),
    ...mutantsAt({ find: line, first: 'g', remedy }, [
      [
        'decay-in-gradient',
        'const g = step.g.add(step.w.mul(hyper.weightDecay));',
        'the decay goes through the gradient: this is L2 regularization, not decoupled weight decay',
        {
          remedy: `leave the gradient alone and shrink the weight: ${remedy}`,
          seen: 'keras #19051',
          also: [inGradient],
        },
      ],
      [
        'decay-in-gradient-with-rate',
        'const g = step.g.add(step.w.mul(step.lr * hyper.weightDecay));',
        'the decay, times the learning rate, goes through the gradient',
        {
          remedy: `leave the gradient alone and shrink the weight: ${remedy}`,
          also: [inGradient],
        },
      ],
      [
        'decay-of-gradient',
        'const g = step.g.mul(1 - step.lr * hyper.weightDecay);',
        'the decay shrinks the gradient in place of the weight',
        { seen: 'mlverse/torch #821', also: [inGradient] },
      ],
      [
        'decay-after-step',
        `const next = ${parent}.update(step, slots, hyper);`,
        'the decay comes after the step, so that it shrinks the step too',
        {
          first: 'w',
          remedy: 'shrink the weight as it was before the step',
          seen: 'transformers #14539, stanford-cs336/assignment1-basics #54, C-Optim #3',
          also: [[rest, 'return { ...next, w: next.w.mul(1 - step.lr * hyper.weightDecay) };']],
        },
      ],
      [
        'decay-of-step',
        'const w = step.w;',
        'the decay shrinks by the new weight, so that the step is decayed in place of the weight',
        {
          first: 'w',
          remedy: 'shrink the weight as it was before the step',
          also: [
            [
              rest,
              `${rest.replace('return', 'const next =')}\n    return { ...next, w: w.add(next.w.sub(w).mul(1 - step.lr * hyper.weightDecay)) };`,
            ],
          ],
        },
      ],
    ]),
  ];
}
