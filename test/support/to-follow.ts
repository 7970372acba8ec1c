import { expect } from 'vitest';
import { difference, type Path, type StreamVariable } from '../../src/verify/index.ts';

declare module 'vitest' {
  // Declaration merging asks for the very type parameters of vitest's own interface.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> {
    /**
     * Whether a path takes the same way as `reference`; a failure names the first weight that leaves it.
     * @param allowed error relative to the largest value the weight has had. Default 0: bit for bit.
     */
    toFollow(reference: Path, variables: readonly StreamVariable[], allowed?: number): T;
  }
}

expect.extend({
  toFollow(path: Path, reference: Path, variables: readonly StreamVariable[], allowed = 0) {
    const { maxError, first } = difference(path, reference, variables, allowed);
    const pass = maxError <= allowed;
    const where = first && `variable ${first.variable}, element [${first.index.join(', ')}]`;
    return {
      pass,
      message: () =>
        first
          ? `leaves the reference at update ${first.update}, ${where}: expected ${first.expected}, got ${first.got} ` +
            `(error ${first.error.toExponential(2)}, allowed ${allowed.toExponential(2)}; largest of all ${maxError.toExponential(2)})`
          : `follows the reference for ${path.length - 1} of ${reference.length - 1} updates with an error of ${maxError.toExponential(2)}`,
    };
  },
});
