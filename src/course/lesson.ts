import type { Drawing } from '../figures/index.ts';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import type { LessonText } from './lesson-text.ts';
import type { Pack } from './packs.ts';
import type { Measures } from './quote.ts';

/** Experiments that belong together, by name. */
export type Family = Readonly<Record<string, Experiment>>;

/** The experiments of a lesson by name, single or as families. */
export type Experiments = Readonly<Record<string, Experiment | Family>>;

/** The runs of experiments, by the same names. */
export type RunsOf<E extends Experiments> = {
  readonly [K in keyof E]: E[K] extends Experiment
    ? RunRecord
    : { readonly [L in keyof E[K]]: RunRecord };
};

/** Runs by name; those of a family as `family.name`. */
export type Runs = Readonly<Record<string, RunRecord>>;

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
  readonly experiments: Readonly<Record<string, Experiment>>;
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

/** A lesson with its words, as the syllabus holds it. */
export interface Lesson extends LessonPlan, LessonText {
  readonly taught: readonly Taught[];
  /** What is taught and has hints. */
  readonly exercises: readonly Exercise[];
  /** The package it comes from, where that is not downhill itself. */
  readonly pack?: Pack;
}

/** Checks the types of a lesson and hands it on: measures and figures see only the runs that `experiments` names. */
export function lesson<const E extends Experiments>(written: WrittenLesson<E>): LessonPlan {
  const { experiments, measures, figures, ...about } = written;
  const nested = (runs: Runs) => {
    const guarded = <T extends object>(table: T, before = '') =>
      new Proxy(table, {
        get(known, key) {
          if (typeof key === 'symbol' || key in known) return Reflect.get(known, key) as unknown;
          throw new UsageError({
            who: `lesson "${about.id}"`,
            rule: `unknown run "${before}${key}"`,
            remedy: didYouMean(key, Object.keys(known)),
          });
        },
      });
    const families = Object.entries(experiments).map(([name, one]) => {
      if (isExperiment(one)) return [name, runs[name]];
      const family = Object.keys(one).map((key) => [key, runs[`${name}.${key}`]]);
      return [name, guarded(Object.fromEntries(family) as object, `${name}.`)];
    });
    return guarded(Object.fromEntries(families) as RunsOf<E>);
  };
  return {
    ...about,
    experiments: Object.fromEntries(
      Object.entries<Experiment | Family>(experiments).flatMap(([name, one]) =>
        isExperiment(one)
          ? [[name, one]]
          : Object.entries(one).map(([key, member]) => [`${name}.${key}`, member]),
      ),
    ),
    measures: (runs) => measures(nested(runs)),
    figures: (runs) => figures(nested(runs)),
  };
}

/** A family of experiments: one for each of the cases, made from it. @param make is told the case's name too */
export function each<const C extends Readonly<Record<PropertyKey, unknown>>>(
  cases: C,
  make: (one: C[keyof C], name: string) => Experiment,
): { readonly [K in keyof C]: Experiment } {
  const made = Object.entries(cases).map(([name, one]) => [name, make(one as C[keyof C], name)]);
  return Object.fromEntries(made) as { readonly [K in keyof C]: Experiment };
}

function isExperiment(one: Experiment | Family): one is Experiment {
  return typeof one.updates === 'number';
}
