import { isNamed, must } from '../shared/options.ts';

/** A problem by name; its options are read where it is made. */
export const problemSpec = must('a problem such as { name: "digits" }', isNamed);

/** An optimizer by name; its options are read where it is made. */
export const optimizerSpec = must(
  'an optimizer such as { name: "sgd", learningRate: 0.1 }',
  isNamed,
);
