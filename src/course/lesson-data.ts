import type { Figure } from '../figures/figure.ts';
import { isStudy, measureStudy, type Study, type StudyRecord } from '../studies/index.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { inTurn } from '../shared/in-turn.ts';
import { run, type OnProgress } from '../training/run.ts';
import type { Validation } from '../verify/validation.ts';
import { members, validated } from '../verify/index.ts';
import { findings, type Claim } from './findings.ts';
import type { Lesson, Measured, Runs } from './lesson.ts';
import { varied, type Variation } from './variation.ts';

/** Everything that a lesson's report is drawn from, as `data.json` holds it. */
export interface LessonData {
  readonly schema: 1;
  readonly lesson: string;
  readonly draft: boolean;
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly experiments: Readonly<Record<string, Measured>>;
  readonly runs: Runs;
  readonly claims: readonly Claim[];
  readonly validations: readonly Validation[];
  readonly figures: readonly FigureEntry[];
}

/** A figure in the data: what it is called, and for a picture the file that shows it. */
export interface FigureEntry {
  readonly id: string;
  readonly file: string | null;
  readonly title: string;
  readonly alt: string;
}

/** What training a lesson gives: its data, and the figures that are drawn from it. */
export interface TrainedLesson {
  readonly data: LessonData;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** Where a lesson's experiments are done: here, or by an engine. */
export interface Rig {
  run(experiment: Experiment, onProgress: OnProgress): Promise<RunRecord>;
  measure(study: Study, onProgress: OnProgress): Promise<StudyRecord>;
}

/** This process, which does one after the other. */
const here: Rig = {
  run: inTurn((one, onProgress) => run(one, { onProgress })),
  measure: inTurn((one, onProgress) => measureStudy(one, onProgress)),
};

/**
 * What a lesson's experiments give.
 * @param onProgress counts updates, of which tuning has the most
 * @param rig where they are done; all are asked for at once. Default: here, one after the other
 */
export async function lessonRuns(
  lesson: Lesson,
  variation: Variation,
  onProgress: OnProgress,
  rig: Rig = here,
): Promise<Runs> {
  const all = Object.entries(variedExperiments(lesson, variation));
  const total = all.reduce((sum, [, one]) => sum + cost(one), 0);
  const shares = new Map<string, number>();
  const runs = all.map(async ([id, experiment]) => {
    const progress: OnProgress = (done, of) => {
      shares.set(id, (cost(experiment) * done) / of);
      onProgress(
        [...shares.values()].reduce((sum, share) => sum + share, 0),
        total,
      );
    };
    const record = isStudy(experiment)
      ? await rig.measure(experiment, progress)
      : await rig.run(experiment, progress);
    return [id, record] as const;
  });
  return Object.fromEntries(await Promise.all(runs));
}

/** A lesson's experiments by name, as they are asked to be this time. */
export function variedExperiments(
  { experiments }: Lesson,
  variation: Variation,
): Record<string, Measured> {
  return Object.fromEntries(
    Object.entries(experiments).map(([id, one]) => [id, varied(one, variation)]),
  );
}

function cost(experiment: Measured): number {
  if (isStudy(experiment)) return experiment.seeds?.length ?? 1;
  const { updates, seeds, tune } = experiment;
  return updates * ((seeds?.length ?? 1) + (tune ? tune.values.length * tune.seeds.length : 0));
}

/** Everything that a lesson's report is drawn from, and its figures: claims are checked, and members validated here. */
export async function lessonData(
  lesson: Lesson,
  runs: Runs,
  versions: Readonly<Record<string, string>>,
  variation: Variation,
): Promise<TrainedLesson> {
  const draft = variation.fast ?? false;
  const found = findings(lesson, runs);
  const claims = found.claims.map((claim) => (draft ? { ...claim, holds: null } : claim));
  const validations: Validation[] = [];
  for (const name of new Set(lesson.taught.map((one) => one.member))) {
    const member = members.get(name);
    if (member) validations.push(...(await validated(member)));
  }
  const figures = Object.fromEntries(
    Object.entries(found.figures).map(([id, figure]) => [id, draft ? marked(figure) : figure]),
  );
  const data: LessonData = {
    schema: 1,
    lesson: lesson.id,
    draft,
    backend: Object.values(runs)[0]?.backend ?? 'none',
    versions,
    experiments: variedExperiments(lesson, variation),
    runs,
    claims,
    validations,
    figures: figureEntries(figures),
  };
  return { data, figures };
}

/** Figures as data names them. */
export function figureEntries(figures: Readonly<Record<string, Figure>>): FigureEntry[] {
  return Object.entries(figures).map(([id, { kind, title, alt }]) => ({
    id,
    file: kind === 'table' ? null : `${id}.png`,
    title,
    alt,
  }));
}

function marked<F extends Figure>(figure: F): F {
  return { ...figure, subtitle: `DRAFT, a tenth of the updates · ${figure.subtitle}` };
}
