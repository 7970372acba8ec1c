import type { Drawing } from '../figures/index.ts';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { isStudy, type Study, type StudyRecord } from '../studies/index.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import type { LessonText } from './lesson-text.ts';
import type { Term } from './glossary.ts';
import type { Pack } from './packs.ts';
import type { Measures } from './quote.ts';

/** What a lesson measures: a training, or a study that trains nothing. */
export type Measured = Experiment | Study;

/** What it gave. */
export type MeasuredRecord = RunRecord | StudyRecord;

/** Experiments that belong together, by name. */
export type Family = Readonly<Record<string, Measured>>;

/** The experiments of a lesson by name, single or as families. */
export type Experiments = Readonly<Record<string, Measured | Family>>;

type RecordOf<M> = M extends Study ? StudyRecord : RunRecord;

/** The runs of experiments, by the same names. */
export type RunsOf<E extends Experiments> = {
  readonly [K in keyof E]: E[K] extends Measured
    ? RecordOf<E[K]>
    : { readonly [L in keyof E[K]]: RecordOf<E[K][L]> };
};

/** Runs by name; those of a family as `family.name`. */
export type Runs = Readonly<Record<string, MeasuredRecord>>;

/** Those of a lesson's runs in which something was trained. */
export function trainings(runs: Runs): Readonly<Record<string, RunRecord>> {
  const trained = Object.entries(runs).filter(([, run]) => !('columns' in run));
  return Object.fromEntries(trained as [string, RunRecord][]);
}

/** A member that a lesson teaches: a name of the library's, or a source of the lesson's own that is checked as one. */
export type Teaches =
  | string
  | {
      /** The member that the learner's file is checked as. */
      readonly member: string;
      /** File below the package's folder, such as `src/heavy-ball.js`; the exercise has its name. */
      readonly source: string;
    };

interface About {
  /** kebab-case, the folder's name. */
  readonly id: string;
  /** Part of the lecture, such as "3. Optimizers". */
  readonly lecture: string;
  /** Lessons to read before. */
  readonly needs: readonly string[];
  /** Concepts by the field's names. */
  readonly concepts: readonly string[];
  /** Members: each is compared with its peers, has its mistakes explained here, and with hints it is an exercise. */
  readonly teaches: readonly Teaches[];
}

/** What stands in a `lesson.ts`: everything but words. */
export interface WrittenLesson<E extends Experiments> extends About {
  readonly experiments: E;
  /** Every number that `lesson.md` quotes, once, by the name that it is quoted by. */
  readonly measures: (runs: RunsOf<E>) => Measures;
  /** By the name that `lesson.md` shows them under; their titles and alt texts stand there. */
  readonly figures: (runs: RunsOf<E>) => Readonly<Record<string, Drawing>>;
}

/** A lesson before its words are read. */
export interface LessonPlan extends About {
  readonly experiments: Readonly<Record<string, Measured>>;
  readonly measures: (runs: Runs) => Measures;
  readonly figures: (runs: Runs) => Readonly<Record<string, Drawing>>;
}

/** A member that a lesson teaches, and where its code stands. */
export interface Taught {
  /** kebab-case: what `lesson.md` quotes it by, and the name of the learner's file. */
  readonly id: string;
  readonly member: string;
  /** Below the package's folder, such as `src/optimizers/adamw.ts`; its region is what is quoted. */
  readonly file: string;
}

/** A region of shipped code that a learner writes anew. */
export interface Exercise extends Taught {
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
}

/** A lesson as others point at it. */
export interface Signpost {
  readonly id: string;
  readonly title: string;
}

/** Where a lesson stands in the course. */
export interface Position {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly before?: Signpost;
  readonly next?: Signpost;
  /** What it needs, with titles. */
  readonly after: readonly Signpost[];
}

/** What lists, exercises and verdicts need of a lesson: nothing that is measured, drawn or told. */
export interface LessonOutline extends Omit<About, 'teaches'> {
  readonly title: string;
  readonly taught: readonly Taught[];
  /** What is taught and has hints. */
  readonly exercises: readonly Exercise[];
  /** The package it comes from, where that is not downhill itself. */
  readonly pack?: Pack;
}

/** A lesson with its words, as the syllabus holds it. */
export interface Lesson extends LessonPlan, LessonText, LessonOutline {
  readonly position: Position;
  /** Its concepts and what they mean. */
  readonly terms: readonly Term[];
}

/** Checks the types of a lesson and hands it on: measures and figures see only the runs that `experiments` names. */
export function lesson<const E extends Experiments>(written: WrittenLesson<E>): LessonPlan {
  const { experiments, measures, figures, ...about } = written;
  const named = Object.entries<Measured | Family>(experiments).map(([name, one]) => {
    const alone = isOne(one);
    const keys = alone ? [name] : Object.keys(one).map((key) => `${name}.${key}`);
    return { name, alone, keys, members: alone ? [one] : Object.values(one) };
  });
  const nested = (runs: Runs) => {
    const entries = named.map(({ name, alone, keys }) => {
      const family = keys.map((key) => [key.slice(name.length + 1), runs[key]]);
      return [name, alone ? runs[name] : guarded(about.id, Object.fromEntries(family), `${name}.`)];
    });
    return guarded(about.id, Object.fromEntries(entries) as RunsOf<E>);
  };
  return {
    ...about,
    experiments: Object.fromEntries(
      named.flatMap(({ keys, members }) => keys.map((key, i) => [key, members[i] as Measured])),
    ),
    measures: (runs) => measures(nested(runs)),
    figures: (runs) => figures(nested(runs)),
  };
}

function isOne(one: Measured | Family): one is Measured {
  return typeof one['updates'] === 'number' || (isStudy(one) && typeof one.study === 'string');
}

/** Runs that say so when one is asked for that there is not: lessons in JavaScript have no compiler to do it. */
function guarded<T extends object>(id: string, runs: T, family = ''): T {
  return new Proxy(runs, {
    get(known, key) {
      if (typeof key === 'symbol' || key in known) return Reflect.get(known, key) as unknown;
      throw new UsageError({
        who: `lesson "${id}"`,
        rule: `unknown run "${family}${key}"`,
        remedy: didYouMean(key, Object.keys(known)),
      });
    },
  });
}
