import { describe, it } from 'vitest';
import { failsAtSomethingElse, optionsOfRules } from '../verify/fixed-options.ts';

// Each is a search through all that the examiner knows.
describe('an option that is never read', () => {
  it.each(optionsOfRules)('fails %s where %s is always something else', failsAtSomethingElse);
});
