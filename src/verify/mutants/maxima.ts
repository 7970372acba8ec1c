import type { Mutant } from './mutant.ts';
import { mistakes, optimizerFiles } from './place.ts';

const amsgrad = optimizerFiles('amsgrad');
const adamax = optimizerFiles('adamax');
const maximum = 'vMax = vMax.maximum(v);';
const largest = 'u = u.mul(beta2).maximum(g.abs().add(epsilon));';

/** Mistakes that only AMSGrad or Adamax can have: those in a maximum. */
export const maxima: readonly Mutant[] = [
  ...mistakes(
    { sources: amsgrad, find: maximum, first: 'vMax', remedy: 'vMax = max(vMax, v), and keep it' },
    [
      ['maximum-missing', 'vMax = v;', 'the maximum is not taken: this is Adam'],
      ['minimum', 'vMax = vMax.minimum(v);', 'the minimum is taken in place of the maximum'],
      ['maximum-summed', 'vMax = vMax.add(v);', 'the averages are summed in place of compared'],
      [
        'maximum-of-squares',
        'vMax = vMax.maximum(g.square());',
        'the maximum is of g², not of its average v',
      ],
      [
        'maximum-fed-back',
        'vMax = vMax.maximum(v);\n    v = vMax;',
        'the maximum takes the place of the average v itself',
        { remedy: 'keep v and vMax apart' },
      ],
      [
        'maximum-before-update',
        'const earlier = vMax;\n    vMax = vMax.maximum(v);',
        'the step is divided by the root of the maximum as it was before this update',
        {
          first: 'denominator',
          remedy: 'update vMax first, then divide by its root',
          also: [['vMax.div(1 - beta2 ** t)', 'earlier.div(1 - beta2 ** t)']],
        },
      ],
      [
        'maximum-of-corrected',
        'vMax = vMax.maximum(v.div(1 - beta2 ** t));',
        'the maximum is of the corrected v̂, not of v',
        {
          library: 'Optax',
          also: [['const vHat = vMax.div(1 - beta2 ** t);', 'const vHat = vMax;']],
        },
      ],
      [
        'maximum-corrected-twice',
        'vMax = vMax.maximum(v.div(1 - beta2 ** t));',
        'the maximum is of the corrected v̂, and is then corrected again',
      ],
    ],
  ),
  ...mistakes(
    { sources: adamax, find: largest, first: 'u', remedy: 'u = max(beta2 · u, |g| + epsilon)' },
    [
      [
        'epsilon-outside',
        'u = u.mul(beta2).maximum(g.abs());',
        'epsilon is added to the maximum, not to |g| inside it',
        { library: 'tfjs and Keras', also: [['.div(u)', '.div(u.add(epsilon))']] },
      ],
      [
        'epsilon-missing',
        'u = u.mul(beta2).maximum(g.abs());',
        'epsilon is missing, so that a first gradient of zero gives 0 / 0',
        { library: 'the Adam paper' },
      ],
      [
        'absolute-missing',
        'u = u.mul(beta2).maximum(g.add(epsilon));',
        'the maximum takes g in place of |g|',
      ],
      [
        'u-of-squares',
        'u = u.mul(beta2).maximum(g.square().add(epsilon));',
        'the maximum takes g² in place of |g|',
      ],
      [
        'u-never-fades',
        'u = u.maximum(g.abs().add(epsilon));',
        'the largest |g| does not fade with beta2',
      ],
      [
        'u-averaged',
        'u = u.mul(beta2).add(g.abs().add(epsilon).mul(1 - beta2));',
        '|g| is averaged in place of compared: the maximum is missing',
      ],
      [
        'u-summed',
        'u = u.mul(beta2).add(g.abs().add(epsilon));',
        '|g| is added in place of compared',
      ],
      [
        'minimum',
        'u = u.mul(beta2).minimum(g.abs().add(epsilon));',
        'the minimum is taken in place of the maximum',
      ],
      ['u-not-kept', 'u = g.abs().add(epsilon);', 'u forgets what it was before'],
      [
        'u-with-beta1',
        'u = u.mul(beta1).maximum(g.abs().add(epsilon));',
        'u fades with beta1 in place of beta2',
      ],
      [
        'u-share-on-gradient',
        'u = u.mul(beta2).maximum(g.abs().add(epsilon).mul(1 - beta2));',
        '|g| enters the maximum with the share 1 − beta2',
      ],
      [
        'u-of-m',
        'u = u.mul(beta2).maximum(m.abs().add(epsilon));',
        'the maximum takes |m| in place of |g|',
      ],
      [
        'u-corrected',
        largest,
        'u is corrected for starting at zero, which a maximum does not need',
        { first: 'denominator', also: [['.div(u)', '.div(u.div(1 - beta2 ** t))']] },
      ],
      [
        'root-of-u',
        largest,
        'the step is divided by the root of u',
        { first: 'denominator', also: [['.div(u)', '.div(u.sqrt())']] },
      ],
      [
        'denominator-multiplied',
        largest,
        'the step is multiplied by u',
        { first: 'denominator', also: [['.div(u)', '.mul(u)']] },
      ],
      [
        'denominator-missing',
        largest,
        'the step is not divided by u',
        { first: 'denominator', also: [['.div(u)', '']] },
      ],
    ],
  ),
];
