import { performance } from 'node:perf_hooks';
import { basename, extname } from 'node:path';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import type { Kind, Observation } from '../verify/probe.ts';
import type { Verdict } from '../verify/verdict.ts';
import type { BundleOptions } from './bundle.ts';
import { compile } from './compile.ts';
import { CompileError } from './compile-error.ts';
import type { Ending } from './ending.ts';
import { LearnerProcess } from './learner-process.ts';
import { libraryWork, type LibraryWork } from './library-work.ts';
import { memberMeant, memberNamed } from '../verify/member-names.ts';
import { examFor } from '../verify/exam-for.ts';

export interface ExamOptions {
  /** The member that the file is meant to be. Default: its class or file name says so. */
  readonly as?: string;
  readonly backend: string;
  readonly seed: number;
  /** Time limit. */
  readonly seconds: number;
  /** Memory limit. */
  readonly megabytes: number;
  /** A package that the file may import beside the libraries: that of its exercise. */
  readonly pack?: BundleOptions['pack'] | undefined;
  /** Ends it: its processes are killed, and its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told the files on which the verdict rests: see `Bundle` and, where it does not compile, `CompileError`. */
  readonly onParts?: ((files: readonly string[]) => void) | undefined;
}

type Standing = Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> & { message?: string };

/**
 * Is the optimizer, schedule, regularizer or gradient in `file` right, and if not, which mistake is it? Runs the file in
 * a contained process and judges from the numbers that come back.
 * @param learner a process that was started ahead; default: a fresh one. It is stopped afterwards.
 * @throws UsageError for an unknown or unclear rule; the signal's reason; whatever the file itself does becomes a verdict
 */
export async function examine(
  file: string,
  { as, backend, seed, seconds, megabytes, pack, signal, onParts }: ExamOptions,
  learner = LearnerProcess.start({
    timeout: seconds,
    memory: megabytes,
    backend: backendOf(backend),
  }),
): Promise<Verdict> {
  const begun = performance.now();
  const named = as === undefined ? undefined : memberNamed(as);
  let [member, kind]: [string | null, Kind | null] = [named?.name ?? null, null];
  const verdict = async (standing: Standing): Promise<Verdict> => {
    // Of what it printed the last may still be in a pipe, which is read to its end once it is gone.
    learner.stop();
    await learner.ended;
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
  const end = () => learner.stop();
  signal?.addEventListener('abort', end);
  try {
    const compiled = await compile(file, { timeout: seconds, memory: megabytes, pack, signal });
    onParts?.(compiled.files);
    ranOn = await learner.ready;
    const offer = await learner.load(compiled);
    signal?.throwIfAborted();
    if ('how' in offer) return await verdict(broken(offer));
    const names = [offer.name, offer.exportedAs].filter(
      (name) => !/^(default|create)?$/.test(name),
    );
    // A name that no shell takes as it is stands in no command.
    const next = /^[\w./-]+$/.test(file) ? `verify ${file} --as adam` : undefined;
    const meant = named ?? memberMeant([...names, basename(file, extname(file))], next);
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
      signal?.throwIfAborted();
      if (value.how !== 'finished') return await verdict(broken(value));
      break;
    }
    learner.stop();
    const judged = exam.judge(seen);
    return await verdict(withLibraryWork(judged, libraryWork(learner.traces.used, meant)));
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof UsageError) || error.exitCode === exitCodes.usage) throw error;
    if (error instanceof CompileError) onParts?.(error.files);
    return await verdict({
      verdict: error.exitCode === exitCodes.exhausted ? 'timeout' : 'error',
      probes: [],
      diagnosis: [],
      advice: [],
      message: error.message,
    });
  } finally {
    signal?.removeEventListener('abort', end);
    learner.stop();
  }
}

/** The plain backend starts fastest and is the quickest on a handful of numbers. */
function backendOf(name: string): string {
  return name === 'auto' ? 'cpu' : name;
}

function broken({ exitCode, message }: Ending): Standing {
  const { exhausted, unloadable } = exitCodes;
  const verdict = exitCode === exhausted ? 'timeout' : exitCode === unloadable ? 'error' : 'failed';
  return { verdict, probes: [], diagnosis: [], advice: [], message };
}

/** Says first whose work it is. Downhill's own fails; what tfjs does is judged, and worth what a rubric says. */
function withLibraryWork(judged: Standing, { whole, part }: LibraryWork): Standing {
  if (part !== undefined) {
    const remark = `tfjs's own ${part.name} does a part of the work: that is not written by hand.`;
    return { ...judged, advice: [remark, ...judged.advice] };
  }
  if (whole === undefined) return judged;
  return {
    ...judged,
    ...(whole.id === 'library-class' && { verdict: 'failed' }),
    diagnosis: [whole, ...judged.diagnosis],
  };
}
