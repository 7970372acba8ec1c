/** How the compiled text is called in stack traces. */
export const compiledName = 'learner.mjs';
