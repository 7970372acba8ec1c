import { lion as rule } from '../../rules/lion.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { inLine, inShrinking } from '../mutants/decay.ts';
import { eachWeight, type Stepper, type TextbookOptions } from '../stepper.ts';

const { sign } = Math;

/** @see Chen et al. 2023 (arXiv 2302.06675), algorithm 2 */
function textbook({ beta1 = 0.9, beta2 = 0.99, weightDecay = 0 }: TextbookOptions): Stepper {
  return eachWeight(() => {
    let m = 0;
    return (w, g, lr) => {
      const c = beta1 * m + (1 - beta1) * g;
      m = beta2 * m + (1 - beta2) * g;
      return w - lr * (sign(c) + weightDecay * w);
    };
  });
}

const blend = 'const u = sign(m.mul(beta1).add(g.mul(1 - beta1)));';
const average = 'm = m.mul(beta2).add(g.mul(1 - beta2));';
const step = 'w.mul(1 - lr * weightDecay).sub(u.mul(lr))';

/** Lion beyond its rule: textbook, peers, mistakes. */
export const lion = ruleMember({
  name: 'lion',
  className: 'Lion',
  rule,
  textbook,
  libraryDefaults: [
    { option: 'weightDecay', value: 1e-3, library: 'Optax' },
    { option: 'weightDecay', value: 0.01, library: 'PyTorch, for AdamW' },
  ],
  mutants: [
    // Without a decay, as it is by default, Lion is right.
    ...inShrinking(inLine).filter(({ id }) => id !== 'decay-missing'),
    ...mutantsAt(
      {
        find: blend,
        first: 'u',
        remedy: 'u = sign(beta1 · m + (1 − beta1) · g), with the old m',
      },
      [
        [
          'm-before-step',
          `${average}\n    ${blend}`,
          'm is updated before the step is taken, not after it',
          { remedy: 'step with the old m, then update m', also: [[`;\n    ${average}`, ';']] },
        ],
        [
          'blend-with-beta2',
          'const u = sign(m.mul(beta2).add(g.mul(1 - beta2)));',
          'the step blends with beta2 in place of beta1',
        ],
        [
          'blend-without-share',
          'const u = sign(m.mul(beta1).add(g));',
          'the gradient enters the blend whole, without the share 1 − beta1',
        ],
        [
          'blend-shares-swapped',
          'const u = sign(m.mul(1 - beta1).add(g.mul(beta1)));',
          'beta1 and 1 − beta1 have changed places in the blend',
        ],
        ['sign-missing', 'const u = m.mul(beta1).add(g.mul(1 - beta1));', 'the sign is missing'],
        ['sign-of-m', 'const u = sign(m);', 'the step takes the sign of m alone'],
        ['sign-of-gradient', 'const u = sign(g);', 'the step takes the sign of the gradient alone'],
        [
          'signs-blended',
          'const u = sign(m).mul(beta1).add(sign(g).mul(1 - beta1));',
          'the signs are blended in place of taking the sign of the blend',
        ],
        [
          'decay-inside-sign',
          'const u = sign(m.mul(beta1).add(g.mul(1 - beta1)).add(w.mul(weightDecay)));',
          'the decay is added inside the sign',
          { remedy: 'shrink the weight beside the sign', also: [[step, 'w.sub(u.mul(lr))']] },
        ],
        [
          'decay-in-gradient',
          `g = g.add(w.mul(weightDecay));\n    ${blend}`,
          'the decay goes through the gradient: this is L2 regularization, not decoupled weight decay',
          { first: 'g', remedy: 'w · (1 − lr · weightDecay)', also: [[step, 'w.sub(u.mul(lr))']] },
        ],
      ],
    ),
    ...mutantsAt({ find: average, first: 'm', remedy: 'm = beta2 · m + (1 − beta2) · g' }, [
      [
        'm-with-beta1',
        'm = m.mul(beta1).add(g.mul(1 - beta1));',
        'm decays with beta1 in place of beta2',
      ],
      [
        'm-without-share',
        'm = m.mul(beta2).add(g);',
        'the gradient enters m whole, without the share 1 − beta2',
      ],
      [
        'm-shares-swapped',
        'm = m.mul(1 - beta2).add(g.mul(beta2));',
        'beta2 and 1 − beta2 have changed places in m',
      ],
      ['m-not-kept', 'm = g.mul(1 - beta2);', 'm forgets what it was before'],
      ['m-not-updated', '', 'm is never updated'],
      [
        'm-of-sign',
        'm = m.mul(beta2).add(u.mul(1 - beta2));',
        'm averages the signed step in place of the gradient',
      ],
      [
        'm-is-blend',
        'm = m.mul(beta1).add(g.mul(1 - beta1)).mul(beta2).add(g.mul(1 - beta2));',
        'm takes in the blend in place of its old value',
      ],
    ]),
    ...mutantsAt({ find: step, first: 'w', remedy: 'w · (1 − lr · weightDecay) − lr · u' }, [
      [
        'ascends',
        'w.mul(1 - lr * weightDecay).add(u.mul(lr))',
        'the weight goes uphill: the step is added',
        { remedy: 'subtract the step' },
      ],
      [
        'rate-missing',
        'w.mul(1 - lr * weightDecay).sub(u)',
        'the step is not multiplied by the learning rate',
        { first: 'lr' },
      ],
      [
        'decay-after-step',
        'w.sub(u.mul(lr)).mul(1 - lr * weightDecay)',
        'the decay comes after the step, so that it shrinks the step too',
        { remedy: 'shrink the weight as it was before the step' },
      ],
    ]),
  ],
});
