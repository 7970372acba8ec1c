import { adamw as rule } from '../../rules/adamw.ts';
import { ruleMember } from '../member.ts';
import { inDecoupledDecay } from '../mutants/decay.ts';
import { withDecay, type Stepper, type TextbookOptions } from '../stepper.ts';
import { adam } from './adam.ts';

/** @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 2: the step and the decay stand side by side */
function textbook({ weightDecay = 0.01, ...options }: TextbookOptions): Stepper {
  return withDecay(adam.textbook(options), weightDecay);
}

/** AdamW beyond its rule: textbook, peers, mistakes. */
export const adamw = ruleMember({
  name: 'adamw',
  className: 'AdamW',
  rule,
  parent: adam,
  textbook,
  libraryDefaults: [
    { option: 'epsilon', value: 1e-7, library: 'Keras' },
    { option: 'weightDecay', value: 0.004, library: 'Keras' },
    { option: 'weightDecay', value: 1e-4, library: 'Optax' },
    { option: 'weightDecay', value: 0, library: 'Keras, for Adam', off: true },
  ],
  mutants: inDecoupledDecay('adam'),
});
