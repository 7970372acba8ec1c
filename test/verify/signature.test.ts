import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../src/verify/signature.ts';

class Positional {
  rate: number;
  constructor(rate = 0.001, betas = [0.9, 0.999]) {
    this.rate = rate + (betas[0] ?? 0);
  }
}
class Inheriting extends Positional {}
class Stepping {
  lr: number;
  constructor(params: readonly object[], lr: number) {
    this.lr = lr / params.length;
  }
  step() {}
}
class Bare {
  kept = 1;
}
class Options {
  rate: number;
  constructor({ learningRate = 0.1, beta1 = 0.9 } = {}) {
    this.rate = learningRate * beta1;
  }
}

describe('what an export asks for', () => {
  it.each([
    ['positions of a constructor', Positional, 'class', 'rate, betas', false],
    ['positions of its parent', Inheriting, 'class', 'rate, betas', false],
    ['parameters, and a step', Stepping, 'class', 'params, lr', true],
    ['one object', Options, 'class', '{ … }', false],
    ['nothing of its own', Bare, 'class', '', false],
    ['those of tfjs', tf.SGDOptimizer, 'class', 'learningRate', false],
    [
      'a function with defaults that hold commas and brackets',
      (f: unknown, x0 = [1, (2 + 3) * 4], { lr = 0.1 } = {}) => [f, x0, lr],
      'function',
      'f, x0, { … }',
      false,
    ],
    ['a function without brackets', (w: unknown) => w, 'function', 'w', false],
  ] as const)('%s', (_, exported, form, takes, steps) => {
    expect(signatureOf(exported, form)).toEqual({ takes, steps });
  });

  it('is nothing where it cannot be read', () => {
    expect(signatureOf(5, 'class')).toEqual({ takes: '', steps: false });
    expect(signatureOf(null, 'function')).toEqual({ takes: '', steps: false });
  });
});
