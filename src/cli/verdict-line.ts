import { convention, explanation, fault, plainText, type Grade } from '../grading/index.ts';
import type { Verdict } from '../verify/verdict.ts';
import { outcomeMark, type Paint } from './verdict-screen.ts';

/** How a verdict's one line is shown. */
export interface LineOptions {
  readonly paint: Paint;
  readonly strict: boolean;
  /** Probes that are kept back; `verdict` is without them. */
  readonly hidden: number;
  /** Points, where a rubric gives them. */
  readonly grade?: Grade;
}

/** One verdict of a batch: mark, file, as what, what came of it. */
export function verdictLine(verdict: Verdict, options: LineOptions): string {
  const { paint, strict, grade } = options;
  const { file, as } = verdict;
  const points = grade === undefined ? '' : `, ${grade.score} of ${grade.max} points`;
  const who = `${plainText(file).replaceAll('\n', ' ')}${as === null ? '' : ` as ${as}`}`;
  return `${outcomeMark(verdict.verdict, strict, paint)} ${who}: ${said(verdict, options)}${points}`;
}

function said(verdict: Verdict, { strict, hidden }: LineOptions): string {
  const { verdict: outcome, probes, diagnosis, message } = verdict;
  const kept = hidden > 0 ? ` (${hidden} more hidden)` : '';
  if (outcome === 'passed') return `${hidden > 0 ? 'public checks passed' : 'passed'}${kept}`;
  if (outcome === 'convention') {
    return `${strict ? 'failed (--strict)' : 'passed'}${kept}, ${convention(verdict)}`;
  }
  if (outcome === 'error' || outcome === 'timeout') {
    const word = outcome === 'error' ? 'could not be examined' : 'stopped';
    return `${word}${message === undefined ? '' : `: ${firstLine(message)}`}`;
  }
  const failed = probes.find(({ passed }) => !passed);
  const why = failed === undefined ? (fault(diagnosis) ?? message) : explanation(failed, diagnosis);
  return `failed${kept}${why === undefined ? '' : `: ${firstLine(why)}`}`;
}

const firstLine = (text: string) => plainText(text).split('\n', 1)[0] ?? '';
