import type { Figure } from '../figures/figure.ts';
import { run, type OnProgress } from '../training/run.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import type { Validation } from '../verify/validation.ts';
import type { Claim } from './claim.ts';
import type { Lesson } from './lesson.ts';
import { varied, type Variation } from './variation.ts';

/** Everything that a lesson's report is drawn from, as `data.json` holds it (DOORS 4). */
export interface LessonData {
  readonly schema: 1;
  readonly lesson: string;
  readonly draft: boolean;
  readonly backend: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly experiments: Readonly<Record<string, Experiment>>;
  readonly runs: Readonly<Record<string, RunRecord>>;
  readonly claims: readonly (Claim & { readonly id: string })[];
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

/** Trains a lesson's experiments on the current backend, checks its claims, and validates its members against their peers. */
export async function trainLesson(
  lesson: Lesson,
  versions: Readonly<Record<string, string>>,
  variation: Variation = {},
  onProgress: OnProgress = () => {},
): Promise<TrainedLesson> {
  const ids = Object.keys(lesson.experiments);
  const experiments = Object.fromEntries(
    ids.map((id) => [id, varied(lesson.experiments[id] as Experiment, variation)]),
  );
  // The bar moves by updates, of which tuning has the most.
  const cost = (one: Experiment) =>
    one.updates *
    ((one.seeds?.length ?? 1) + (one.tune ? one.tune.values.length * one.tune.seeds.length : 0));
  const total = Object.values(experiments).reduce((sum, one) => sum + cost(one), 0);
  let before = 0;
  const runs: Record<string, RunRecord> = {};
  for (const [id, experiment] of Object.entries(experiments)) {
    runs[id] = await run(experiment, (done, of) => {
      onProgress(before + (cost(experiment) * done) / of, total);
    });
    before += cost(experiment);
  }

  const draft = variation.fast ?? false;
  const claims = Object.entries(lesson.claims(runs)).map(([id, claim]) => ({
    id,
    ...claim,
    holds: draft ? null : claim.holds,
  }));
  const validations: Validation[] = [];
  for (const validate of lesson.validates) validations.push(await validate());
  const figures = Object.fromEntries(
    Object.entries(lesson.figures(runs)).map(([id, figure]) => [
      id,
      draft ? marked(figure) : figure,
    ]),
  );
  const data: LessonData = {
    schema: 1,
    lesson: lesson.id,
    draft,
    backend: Object.values(runs)[0]?.backend ?? 'none',
    versions,
    experiments,
    runs,
    claims,
    validations,
    figures: Object.entries(figures).map(([id, { kind, title, alt }]) => ({
      id,
      file: kind === 'table' ? null : `${id}.png`,
      title,
      alt,
    })),
  };
  return { data, figures };
}

function marked<F extends Figure>(figure: F): F {
  return { ...figure, subtitle: `DRAFT, a tenth of the updates · ${figure.subtitle}` };
}
