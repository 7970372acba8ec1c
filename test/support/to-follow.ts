import { expect } from 'vitest';
import {
  deviation,
  errorOf,
  locate,
  ofLargestSoFar,
  type Path,
  type StreamVariable,
} from '../../src/verify/index.ts';

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
    const maxError = errorOf(path, reference);
    const { first } = deviation(path, reference, ofLargestSoFar(allowed));
    const pass = maxError <= allowed;
    const { variable, index } = locate(first?.column ?? 0, variables);
    return {
      pass,
      message: () =>
        first
          ? `leaves the reference at update ${first.row}, variable ${variable}, element [${index.join(', ')}]: expected ${first.expected}, got ${first.got} ` +
            `(allowed ${allowed.toExponential(2)}; largest error ${maxError.toExponential(2)})`
          : `follows the reference for ${path.length - 1} of ${reference.length - 1} updates with an error of ${maxError.toExponential(2)}`,
    };
  },
});
