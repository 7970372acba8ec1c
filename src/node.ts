/** The half of the library that needs Node: run, verify, figures, report, backends. */
export {
  inspect,
  useBackend,
  type BackendInUse,
  type BackendName,
  type BackendState,
  type Inspection,
} from './backend/index.ts';
export { modelFolder } from './backend/model-folder.ts';
export type { Claim } from './course/findings.ts';
export { each } from './course/each.ts';
export { effectiveRates, rateEllipses } from './course/effective-rates.ts';
export {
  lesson,
  type Exercise,
  type Lesson,
  type LessonPlan,
  type WrittenLesson,
} from './course/lesson.ts';
export { paths } from './course/paths.ts';
export type { Bound, Measures } from './course/quote.ts';
export { writeIndexReport } from './course/index-report.ts';
export { writeLessonReport } from './course/report.ts';
export { syllabus } from './course/syllabus.ts';
export * from './figures/index.ts';
export { landscape, problems, type ProblemSpec } from './problems/index.ts';
export { htmlPage } from './render/page.ts';
export { renderPng } from './render/png.ts';
export { logSpaced } from './shared/powers.ts';
export { mean, median } from './shared/stats.ts';
export type { Columns, Study, StudyRecord } from './studies/index.ts';
export type {
  Experiment,
  Goal,
  RunRecord,
  Series,
  Tuning,
  TuningRecord,
} from './training/experiment.ts';
export { run, type OnProgress } from './training/run.ts';
export { peer, textbookPeer, type Validation } from './verify/index.ts';
export { examine, type ExamOptions } from './sandbox/examine.ts';
export { eventFile, tensorBoard, type TensorBoardOptions } from './render/event-file.ts';
export type { Diagnosis, Outcome, ProbeResult, Verdict } from './verify/verdict.ts';
