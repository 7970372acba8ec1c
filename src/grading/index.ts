export { classroom } from './classroom.ts';
export {
  grade,
  holds,
  isLibraryWork,
  passes,
  ungraded,
  type Grade,
  type Grading,
} from './grade.ts';
export { gradescope } from './gradescope.ts';
export { junit } from './junit.ts';
export { plainText } from './plain-text.ts';
export { publicVerdict } from './public-verdict.ts';
export { checkRubric, readRubric, standardRubric, type Rubric } from './rubric.ts';
export { convention, explanation, fault, mismatch } from './sentences.ts';
