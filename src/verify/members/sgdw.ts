import { sgdw as rule } from '../../rules/sgdw.ts';
import { ruleMember } from '../member.ts';
import { inDecoupledDecay } from '../mutants/decay.ts';
import { withDecay, type Stepper, type TextbookOptions } from '../stepper.ts';
import { momentum } from './momentum.ts';

/** @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 1: the step and the decay stand side by side */
function textbook({ weightDecay = 0.01, ...options }: TextbookOptions): Stepper {
  return withDecay(momentum.textbook(options), weightDecay);
}

/** SGDW beyond its rule: textbook, peers, mistakes. */
export const sgdw = ruleMember({
  name: 'sgdw',
  className: 'SGDW',
  rule,
  parent: momentum,
  textbook,
  libraryDefaults: [
    { option: 'momentum', value: 0, library: 'PyTorch and Keras', off: true },
    { option: 'weightDecay', value: 0, library: 'PyTorch and Keras, for SGD', off: true },
    { option: 'weightDecay', value: 0.004, library: 'Keras, for AdamW' },
  ],
  mutants: inDecoupledDecay('momentum'),
});
