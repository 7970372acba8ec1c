import { performance } from 'node:perf_hooks';
import { basename, extname } from 'node:path';
import { UsageError } from '../shared/errors.ts';
import type { Kind, Observation } from '../verify/probe.ts';
import type { Verdict } from '../verify/verdict.ts';
import { compile, type Compiled } from './compile.ts';
import type { Ending } from './ending.ts';
import { LearnerProcess } from './learner-process.ts';
import { memberMeant, memberNamed } from '../verify/member-names.ts';
import { examFor } from '../verify/exam-for.ts';
import type { Offer, Origin } from './words.ts';

export interface ExamOptions {
  /** The member that the file is meant to be. Default: its class or file name says so. */
  readonly as?: string;
  readonly backend: string;
  readonly seed: number;
  /** Time limit. */
  readonly seconds: number;
  /** Memory limit. */
  readonly megabytes: number;
}

type Standing = Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> & { message?: string };

/**
 * Is the optimizer, schedule, regularizer or gradient in `file` right, and if not, which mistake is it? Runs the file in
 * a contained process and judges from the numbers that come back.
 * @param learner a process that was started ahead; default: a fresh one. It is stopped afterwards.
 * @throws UsageError for an unknown or unclear rule; whatever the file itself does becomes a verdict
 */
export async function examine(
  file: string,
  { as, backend, seed, seconds, megabytes }: ExamOptions,
  learner = LearnerProcess.start({
    timeout: seconds,
    memory: megabytes,
    backend: backendOf(backend),
  }),
): Promise<Verdict> {
  const begun = performance.now();
  const named = as === undefined ? undefined : memberNamed(as);
  let [member, kind]: [string | null, Kind | null] = [named?.name ?? null, null];
  const verdict = (standing: Standing): Verdict => {
    const printed = [learner.output.stdout, learner.output.stderr].filter(Boolean).join('\n');
    return {
      schema: 1,
      file,
      as: member,
      kind,
      verdict: standing.verdict,
      backend: ranOn,
      seconds: Math.round((performance.now() - begun) / 10) / 100,
      seed,
      probes: standing.probes,
      diagnosis: standing.diagnosis,
      advice: standing.advice,
      ...(standing.message !== undefined && { message: standing.message }),
      ...(printed !== '' && { output: printed }),
    };
  };
  let ranOn = backendOf(backend);
  try {
    const compiled = await compile(file);
    ranOn = await learner.ready;
    const offer = await learner.load(compiled);
    if ('how' in offer) return verdict(broken(offer));
    const names = [offer.name, offer.exportedAs].filter(
      (name) => !/^(default|create)?$/.test(name),
    );
    const meant = named ?? memberMeant([...names, basename(file, extname(file))]);
    ({ name: member, kind } = meant);
    const exam = examFor(meant, seed);
    const seen: Observation[] = [];
    const observing = learner.observe(offer.form, exam.probes);
    for (;;) {
      const { value, done } = await observing.next();
      if (!done) {
        seen.push(value);
        continue;
      }
      if (value.how !== 'finished') return verdict(broken(value));
      break;
    }
    const judged = exam.judge(seen);
    const borrowed = kind === 'optimizer' ? [] : borrowedFunctions(compiled, exam.className);
    return verdict(withOrigin(judged, offer, learner, exam.className, member, borrowed));
  } catch (error) {
    if (!(error instanceof UsageError) || error.exitCode === 2) throw error;
    return verdict({
      verdict: 'error',
      probes: [],
      diagnosis: [],
      advice: [],
      message: error.message,
    });
  } finally {
    learner.stop();
  }
}

/** What a file has from downhill by name, or reaches through the whole namespace: functions leave no other trace. */
function borrowedFunctions({ imported, text }: Compiled, member: string): readonly Origin[] {
  const ours = imported.filter(({ library }) => library === 'downhill');
  const reaches = ours.some(({ name }) => name === '*') && text.includes(`.${member}(`);
  return reaches ? [...ours, { library: 'downhill', name: member }] : ours;
}

/** The plain backend starts fastest and is the quickest on a handful of numbers. */
function backendOf(name: string): string {
  return name === 'auto' ? 'cpu' : name;
}

function broken({ exitCode, message }: Ending): Standing {
  const verdict = exitCode === 4 ? 'timeout' : exitCode === 3 ? 'error' : 'failed';
  return { verdict, probes: [], diagnosis: [], advice: [], message };
}

/** Says so when the file hands in a library's own work. */
function withOrigin(
  judged: Standing,
  { lineage }: Offer,
  { traces }: LearnerProcess,
  className: string,
  member: string,
  borrowed: readonly Origin[],
): Standing {
  const { made, used, changed } = traces;
  const parents = [lineage, ...(made ? [made] : [])];
  const idle = ({ own }: { own: readonly string[] }) =>
    !own.some((method) => /^(?:update|applyGradients)$/.test(method));
  const origins = [
    ...borrowed,
    ...used,
    ...parents.flatMap((one) => [
      ...(one.is ? [one.is] : []),
      ...(one.extends && idle(one) ? [one.extends] : []),
      ...one.holds,
    ]),
  ];
  const advice = [...judged.advice];
  if (changed.length > 0)
    advice.push(`It changes built-ins of the language: ${changed.join(', ')}.`);
  const ours = origins.find(({ library, name }) => library === 'downhill' && name === className);
  const builtin =
    made?.constructorName === 'L1L2'
      ? { name: 'L1L2 regularizer' }
      : origins.find(({ library, name }) => library === 'tfjs' && name !== 'Optimizer');
  if (builtin) {
    advice.unshift(
      `tfjs's own ${builtin.name} does the work, or a part of it: that is not written by hand.`,
    );
  }
  if (!ours || judged.verdict === 'error') return { ...judged, advice };
  const diagnosis = {
    id: 'library-class',
    fault: `this is downhill's own ${className}, not one written by hand`,
    match: 'symptom' as const,
    remedy: 'write the rule yourself',
    member,
  };
  return { ...judged, verdict: 'failed', diagnosis: [diagnosis, ...judged.diagnosis], advice };
}
