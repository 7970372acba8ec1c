import { curves, described, dots, finals, numberText, sensitivity } from '../figures/index.ts';
import type { Entrant, Picture } from '../figures/index.ts';
import { capital, list } from '../shared/sentence.ts';
import { mean } from '../shared/stats.ts';
import type { Comparison, Outcome } from './comparison.ts';
import { ranked, standing } from './standing.ts';

type Finished = Extract<Outcome, { status: 'finished' }>;

/** Who won, as a sentence: nobody wins by less than the seeds differ. */
export function finding(outcomes: readonly Outcome[], conditions: Comparison): string {
  const { problem } = conditions.track;
  const [first, ...others] = ranked(outcomes, conditions).filter(isFinished);
  if (first === undefined) return `Nobody gets through on ${problem.name}`;
  const { label } = first.contestant;
  const { final } = standing(first.run, conditions);
  if (final === null) return `Everyone diverges on ${problem.name}`;
  if (others.length === 0) {
    return `${label} ends at a ${conditions.track.says} of ${numberText(final.mean)} on ${problem.name}`;
  }
  const rivals = rivalsOf(first, others, conditions).map(({ contestant }) => contestant.label);
  if (rivals.length === 0) return `${label} ends lowest on ${problem.name}`;
  const all = rivals.length < 3 ? [label, ...rivals] : [label, `${rivals.length} others`];
  const where = rivals.length === others.length ? 'level' : 'lowest';
  return `${list(all)} end ${where} on ${problem.name}: their seeds overlap`;
}

/** Those who are behind the first by less than the seeds differ. */
function rivalsOf(
  first: Finished,
  others: readonly Finished[],
  conditions: Comparison,
): Finished[] {
  return others.filter((other) => lowest(other, conditions) <= highest(first, conditions));
}

/** The race, how it ended, and how much hangs on the learning rate; none when nobody got through. */
export function comparisonFigures(
  outcomes: readonly Outcome[],
  conditions: Comparison,
): Readonly<Record<string, Picture>> {
  const finished = outcomes.filter(isFinished);
  if (finished.length === 0) return {};
  const { track, draft, experiment } = conditions;
  const { says, series, problem } = track;
  const entrants = finished.map(entrant);
  const label = says;
  const { values, seeds } = experiment.tune;
  const searched = `${values.length} learning rates from ${numberText(values[0] as number)} to ${numberText(values.at(-1) as number)}`;
  const mark = draft ? 'DRAFT, a tenth of the updates · ' : '';
  const tuned = `${mark}each at the best of ${searched}, found on ${seeds.length} other seeds`;
  const names = list(finished.map(({ contestant }) => contestant.label));
  const title = finding(outcomes, conditions);
  return {
    race: described(curves({ y: { label, scale: 'log' }, series, entrants }), {
      title,
      subtitle: tuned,
      alt: `${capital(label)} over ${numberText(experiment.updates)} updates on ${problem.name}, on a logarithmic axis, for ${names}.`,
    }),
    finals: described(
      dots({
        x: { label: `final ${label}`, scale: positive(finished, series) ? 'log' : 'linear' },
        rows: ranked(outcomes, conditions).flatMap((outcome) => {
          if (isFinished(outcome)) return finals(series, [entrant(outcome)]);
          const { contestant, status } = outcome;
          const { label, style } = contestant;
          return [{ label, style, values: [null], note: withoutResult[status] }];
        }),
      }),
      {
        title: ends(finished, conditions),
        subtitle: `${tuned} · in order of the means`,
        alt: `One row for each entrant with its final ${label} on ${problem.name}, best first: ${list(
          ranked(outcomes, conditions).map(({ contestant }) => contestant.label),
        )}.`,
      },
    ),
    rates: described(sensitivity({ y: { label: `final ${label}`, scale: 'log' }, entrants }), {
      title: goodRates(finished, conditions),
      subtitle: `${mark}${label} at the end of ${numberText(experiment.updates)} updates on ${problem.name} · the trials by which the rates were chosen · good: a mean of at most twice its own best`,
      alt: `Final ${label} over the learning rate, both logarithmic, one line for each of ${names}.`,
    }),
  };
}

/** Why there is no number, in a few words. */
export const withoutResult: Readonly<Record<Exclude<Outcome['status'], 'finished'>, string>> = {
  nowhere: 'diverges at every rate',
  failed: 'failed in training',
  unloadable: 'could not be loaded',
  timeout: 'ran out of time',
  memory: 'ran out of memory',
};

export function isFinished(outcome: Outcome): outcome is Finished {
  return outcome.status === 'finished';
}

function entrant({ contestant: { label, style }, run }: Finished): Entrant {
  return { run, label, style };
}

const results = ({ run }: Finished, { track }: Comparison) =>
  (run.final[track.series] ?? []).filter((value) => value !== null);
const highest = (one: Finished, conditions: Comparison) => Math.max(...results(one, conditions));
const lowest = (one: Finished, conditions: Comparison) => Math.min(...results(one, conditions));

function positive(finished: readonly Finished[], series: string): boolean {
  return finished.some(({ run }) => run.final[series]?.some((value) => (value ?? 0) > 0));
}

/** The ends of the field. */
function ends(finished: readonly Finished[], conditions: Comparison): string {
  const [best, ...others] = ranked(finished, conditions) as [Finished, ...Finished[]];
  const labels = [best, ...others].map(({ contestant }) => contestant.label);
  const [first, last] = [labels[0], labels.at(-1)];
  if (others.length === 0) return `Where ${first} ends`;
  return rivalsOf(best, others, conditions).length === others.length
    ? 'The seeds differ more than the entrants do'
    : `From first to last: ${labels.length === 2 ? `${first}, ${last}` : `${first} to ${last}`}`;
}

/** With how many rates each came near its own best. */
function goodRates(finished: readonly Finished[], conditions: Comparison): string {
  const tried = conditions.experiment.tune.values.length;
  const counted = finished.map(({ contestant: { label }, run }) => {
    const means = (run.tuning?.scores ?? []).map((row) =>
      mean(row.map((score) => score ?? Infinity)),
    );
    const bound = 2 * Math.min(...means);
    return { label, good: means.filter((score) => score <= bound).length };
  });
  const counts = counted.map(({ good }) => good);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const says =
    counted.length <= 3 || fewest === most
      ? list(counted.map(({ label, good }) => `${good} for ${label}`))
      : `${fewest} to ${most}, most for ${list(
          counted.filter(({ good }) => good === most).map(({ label }) => label),
        )}`;
  return `Good rates, of ${tried} tried: ${says}`;
}
