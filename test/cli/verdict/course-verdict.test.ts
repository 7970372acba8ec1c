import { expect, it } from 'vitest';
import { courseVerdict } from '../../../src/cli/verdict/course-verdict.ts';
import { failed, insideRoot, tinyGradient } from '../../grading/verdicts.ts';

it('says a task that is still to do once, not once for each probe', () => {
  const note = 'it threw: Error: TODO: step down';
  const probes = ['one', 'two'].map((id) => ({ id, about: '', passed: false, note }));
  expect(courseVerdict({ ...failed, probes }, ['TODO: other', 'TODO: step down'])).toMatchObject({
    message: 'It still throws its task. TODO: step down',
    probes: [],
    diagnosis: [],
  });
});

it('keeps the two likeliest mistakes, and all that failed', () => {
  const diagnosis = ['a', 'b', 'c'].map((id) => ({ ...insideRoot, id }));
  const shown = courseVerdict({ ...failed, diagnosis }, ['TODO: step down']);
  expect(shown.diagnosis.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(shown.probes).toContain(tinyGradient);
});
