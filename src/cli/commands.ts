import type { Command } from 'commander';

/** A command as help lists it. */
export interface Listed {
  /** Its name and what may follow it. */
  readonly usage: string;
  readonly about: string;
  readonly hidden?: boolean;
  /** What gives it its arguments, its options and its work. */
  readonly load: () => Promise<(command: Command) => void | Promise<void>>;
}

/** In the order in which help lists them. What a command needs is loaded when it is called: much of it is heavy. */
export const commands: readonly Listed[] = [
  {
    usage: 'list [options]',
    about: 'the lessons in order',
    load: async () => (await import('./list.ts')).addList,
  },
  {
    usage: 'learn [options] [lesson]',
    about: 'work through the lessons: read, predict, write, checked on every save',
    load: async () => (await import('./learn/learn.ts')).addLearn,
  },
  {
    usage: 'check [options] [exercise...]',
    about: 'check the workbook once: these exercises, or all that were begun',
    load: async () => (await import('./check.ts')).addCheck,
  },
  {
    usage: 'hint <exercise>',
    about: 'the next hint for an exercise',
    load: async () => (await import('./hint.ts')).addHint,
  },
  {
    usage: 'solution <exercise>',
    about: 'the reference beside yours, once yours has passed',
    load: async () => (await import('./solution.ts')).addSolution,
  },
  {
    usage: 'reset <exercise>',
    about: 'an exercise back to its stub; the old file is kept',
    load: async () => (await import('./reset.ts')).addReset,
  },
  {
    usage: 'run [options] <lesson...>',
    about: "train a lesson's experiments, or a link of the live page, and write the report",
    load: async () => (await import('./report/run.ts')).addRun,
  },
  {
    usage: 'report [options] [lesson...]',
    about: 'all lessons (or these), and the index',
    load: async () => (await import('./report/report.ts')).addReport,
  },
  {
    usage: 'verify [options] <file...>',
    about: 'is this file right, and if not, which mistake is it?',
    load: async () => (await import('./verify/verify.ts')).addVerify,
  },
  {
    usage: 'compare [options] <who...>',
    about: 'a fair race: rules, built-ins of tfjs and your own files on one problem',
    load: async () => (await import('./compare/compare.ts')).addCompare,
  },
  {
    usage: 'sweep [options] <study.json>',
    about: 'a study of many settings, optimizers and problems, and its report',
    load: async () => (await import('./sweep/sweep.ts')).addSweep,
  },
  {
    usage: 'work [options] [study.json]',
    about: 'on one of many machines: a share of a sweep, or jobs from a queue',
    load: async () => (await import('./work/work.ts')).addWork,
  },
  {
    usage: 'doctor [options]',
    about: 'which backends work here, and what to type to get more',
    load: async () => (await import('./doctor.ts')).addDoctor,
  },
  {
    usage: 'lessons-check [options] [lesson...]',
    about: 'for authors: stubs fail, solutions pass, prose quotes what there is',
    hidden: true,
    load: async () => (await import('./lessons-check/lessons-check.ts')).addLessonsCheck,
  },
];

/** The first word of its usage. */
export const nameOf = ({ usage }: Listed): string => usage.split(' ', 1)[0] as string;
