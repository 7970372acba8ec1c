import {
  convention,
  explanation,
  fault,
  holds,
  isLibraryWork,
  mismatch,
  passes,
  plainText,
  type Grade,
} from '../../grading/index.ts';
import type { Diagnosis, ProbeResult, Verdict } from '../../verify/verdict.ts';
import type { Line, Span } from '../line.ts';
import type { Style } from '../paint.ts';
import { wrapped } from '../text.ts';

/** How a verdict is shown. */
export interface View {
  /** A convention is a mistake here. Default false. */
  readonly strict?: boolean;
  /** Probes that are kept back from who reads this; the verdict is without them. Default 0. */
  readonly hidden?: number;
}

/** How the whole of a verdict is shown. */
export interface ScreenView extends View {
  /** Columns that lines are wrapped to. */
  readonly width: number;
  /** Lines that there is room for; at least one failed probe is shown in any case. Default: all that it takes. */
  readonly rows?: number;
  /** The command to type next where it does not pass, without `npx downhill`. Default none. */
  readonly next?: string;
  /** The lesson in which it is read, which need not be pointed to. Default none. */
  readonly within?: string;
}

/** Failed probes that are shown with their numbers; the others are named. */
const mostProbes = 6;
/** Lines of what the file printed that are shown. */
const mostPrinted = 8;

/** One verdict as people read it: who as what, what failed and where, which mistake it is, what to do next. */
export function verdictLines(verdict: Verdict, view: ScreenView): Line[] {
  const { strict = false, width, rows = Infinity, next, within } = view;
  const { message, advice, probes, diagnosis } = verdict;
  const set = (text: string, indent: number, style?: Style) => laid(text, indent, width, style);
  const list = (title: string, points: readonly string[], style?: Style): Line[] =>
    points.length === 0
      ? []
      : [
          [{ text: title, style: style ?? 'bold' }],
          ...points.flatMap((point) => marked(set(point, 4, style), { text: '-', style })),
        ];

  const failure = (probe: ProbeResult): Line[] => {
    const { id, about, maxError, allowed, first } = probe;
    const details = [
      ...(maxError === undefined || allowed === undefined
        ? []
        : [`largest error ${power(maxError)}, allowed ${power(allowed)}`]),
      ...(first === undefined ? [] : [`wrong first: ${first}`]),
    ];
    return [
      ...marked(set(`${id}: ${about}`, 4), probeMark(probe, strict)),
      ...set(mismatch(probe) ?? '', 4),
      ...set(details.join('; '), 4, 'dim'),
    ];
  };
  const failed = probes.filter((probe) => !holds(probe, true));
  const failures = (most: number): Line[] => [
    ...failed.slice(0, most).flatMap(failure),
    ...(failed.length > most
      ? set(`and ${failed.length - most} more: ${names(failed.slice(most))}`, 2, 'dim')
      : []),
    ...(failed.some(({ maxError }) => maxError !== undefined)
      ? set('Errors are relative to the largest value there has been.', 2, 'dim')
      : []),
  ];

  // Where libraries explain what differs, and nobody minds, what they do is no mistake.
  const allowed = !strict && failed.some(({ passed }) => passed);
  const isConvention = ({ library }: Diagnosis) => allowed && library !== undefined;
  const mistakes = diagnosis.filter((one) => !isConvention(one));
  const conventions = diagnosis.filter(isConvention);
  const mistake = (one: Diagnosis): Line[] => [
    ...marked(set(withLibrary(one), 4), { text: '-' }),
    ...set(matches[one.match], 4, 'dim'),
    ...set(`Remedy: ${one.remedy}`, 4),
    ...(one.lesson === undefined || one.lesson === within
      ? []
      : set(`See the lesson on ${one.lesson}: npx downhill learn ${one.lesson}`, 4)),
  ];

  const screen = (most: number): Line[] =>
    apart([
      heading(verdict, view),
      message === undefined ? [] : set(message, 2),
      failures(most),
      mistakes.length === 0
        ? []
        : [
            [
              {
                text: mistakes.every(isLibraryWork)
                  ? 'Whose work it is'
                  : mistakes.length === 1
                    ? 'The mistake'
                    : 'The mistake, likeliest first',
                style: 'bold',
              },
            ],
            ...mistakes.flatMap(mistake),
          ],
      conventions.length === 0
        ? []
        : [
            ...list('Convention', conventions.map(withLibrary)),
            ...set('Not a mistake; --strict asks for the standard form.', 2),
          ],
      list(
        'Not applicable here',
        probes.flatMap(({ id, skipped }) => (skipped === undefined ? [] : [`${id}: ${skipped}`])),
        'dim',
      ),
      list('Advice', advice),
      printed(verdict, width),
      next === undefined || passes(verdict, strict)
        ? []
        : [[{ text: `Try: npx downhill ${next}`, style: 'dim' }]],
    ]);
  let most = Math.min(mostProbes, failed.length);
  while (most > 1 && screen(most).length > rows) most--;
  return screen(most);
}

/** One verdict of many as a line: mark, file, as what, what came of it, and points where a rubric gives them. */
export function verdictLine(verdict: Verdict, view: View, grade?: Grade): Line {
  const { file, as } = verdict;
  const points = grade === undefined ? '' : `, ${grade.score} of ${grade.max} points`;
  const who = `${oneLine(file)}${as === null ? '' : ` as ${as}`}`;
  return [mark(verdict, view), { text: ` ${who}: ${said(verdict, view)}${points}` }];
}

function said(verdict: Verdict, view: View): string {
  const { verdict: outcome, probes, diagnosis, message } = verdict;
  const { hidden = 0, strict = false } = view;
  const word = outcomeWord(verdict, view) ?? 'public checks passed';
  const kept = hidden > 0 ? ` (${hidden} more hidden)` : '';
  const work = diagnosis.find(isLibraryWork);
  if (work !== undefined) return `${word}${kept}: ${work.fault}`;
  if (outcome === 'passed') return word + kept;
  if (outcome === 'convention') return `${word}${kept}: ${convention(verdict)}`;
  if (outcome !== 'failed') return message === undefined ? word : `${word}: ${firstLine(message)}`;
  const failed = probes.find((probe) => !holds(probe, strict));
  const why = failed === undefined ? (fault(diagnosis) ?? message) : explanation(failed, diagnosis);
  return `${word}${kept}${why === undefined ? '' : `: ${firstLine(why)}`}`;
}

function heading(verdict: Verdict, view: ScreenView): Line[] {
  const { file, as, kind, probes, backend, seed, seconds } = verdict;
  const { hidden = 0, strict = false, width } = view;
  const who = as === null ? '' : ` as ${as}${kind === null ? '' : ` (${kind})`}`;
  const byConvention = verdict.verdict === 'convention' && !strict;
  const right = probes.filter((probe) => holds(probe, strict || byConvention)).length;
  const checks = `${hidden > 0 ? 'public ' : ''}check${probes.length === 1 ? '' : 's'}`;
  const outcome = outcomeWord(verdict, view);
  const how = byConvention ? ' without it' : outcome === 'passed' ? '' : ' passed';
  const work = verdict.diagnosis.find(isLibraryWork);
  const words = [
    work?.fault ?? [],
    outcome ?? (probes.length > 0 ? [] : 'no public checks'),
    // How many checks the work of others passes says nothing about the file.
    probes.length === 0 || work !== undefined ? [] : `${right} of ${probes.length} ${checks}${how}`,
  ].flat();
  const kept = hidden > 0 ? `; ${hidden} more ${hidden === 1 ? 'is' : 'are'} hidden` : '';
  const title = `${oneLine(file)}${who}: ${words.join(', ')}${kept}`;
  const where = `${backend === '' ? '' : `${backend}, `}seed ${seed}, ${seconds.toFixed(1)} s`;
  return [
    ...marked(laid(title, 2, width, 'bold'), mark(verdict, view)),
    ...laid(where, 2, width, 'dim'),
  ];
}

/** What came of it; undefined where whoever does not see all checks is told of those that they see. */
function outcomeWord({ verdict }: Verdict, { strict = false, hidden = 0 }: View) {
  if (verdict === 'passed') return hidden > 0 ? undefined : 'passed';
  if (verdict === 'convention') return strict ? 'failed (--strict)' : 'passed by a convention';
  if (verdict === 'error') return 'could not be examined';
  return verdict === 'timeout' ? 'stopped' : 'failed';
}

function mark(verdict: Verdict, { strict = false }: View): Span {
  if (!passes(verdict, strict)) return { text: '✗', style: 'red' };
  return verdict.verdict === 'convention'
    ? { text: '≈', style: 'yellow' }
    : { text: '✓', style: 'green' };
}

const probeMark = (probe: ProbeResult, strict: boolean): Span =>
  holds(probe, strict) ? { text: '≈', style: 'yellow' } : { text: '✗', style: 'red' };

const matches: Readonly<Record<Diagnosis['match'], string>> = {
  exact: 'the same numbers on every check',
  close: 'close, but not the same numbers',
  symptom: 'this was seen, not calculated',
};

const withLibrary = (one: Diagnosis) =>
  fault([one]) + (one.library === undefined ? '' : `, as in ${one.library}`);

/** Apart and marked, so that no print can be taken for a word of ours. */
function printed({ output }: Verdict, width: number): Line[] {
  if (output === undefined || output.trim() === '') return [];
  const all = tabless(output).trimEnd().split('\n');
  const shown = all.slice(0, mostPrinted);
  const rest = all.length - shown.length;
  return [
    [{ text: 'Printed by the file', style: 'bold' }],
    ...shown.map((line): Line => [{ text: `  │ ${line.slice(0, width - 4)}` }]),
    ...laid(rest > 0 ? `and ${rest} more lines; --json has them` : '', 2, width, 'dim'),
  ];
}

/** Text set in and wrapped, as lines of one style; no lines for no text. */
function laid(text: string, indent: number, width: number, style?: Style): Line[] {
  if (text === '') return [];
  return wrapped(tabless(text), width, ' '.repeat(indent)).map((line) => [
    { text: line.slice(0, indent) },
    { text: line.slice(indent), style },
  ]);
}

/** Lines of which the first has a mark in its indentation. */
function marked([first = [], ...others]: readonly Line[], { text, style }: Span): Line[] {
  const [indent, ...rest] = first;
  const before = ' '.repeat((indent?.text.length ?? 2) - 2);
  return [[{ text: before }, { text, style }, { text: ' ' }, ...rest], ...others];
}

/** Blocks one below the other, an empty line between them. */
function apart(blocks: readonly (readonly Line[])[]): Line[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, i) => (i === 0 ? block : [[], ...block]));
}

const names = (probes: readonly ProbeResult[]) => probes.map(({ id }) => id).join(', ');
const tabless = (text: string) => plainText(text).replaceAll('\t', '  ');
const oneLine = (text: string) => plainText(text).replaceAll('\n', ' ');
const firstLine = (text: string) => plainText(text).split('\n', 1)[0] ?? '';

const power = (value: number) =>
  Number.isFinite(value) && Math.abs(value) < 1e-3 && value !== 0
    ? value.toExponential(1).replace('.0e', 'e')
    : String(Number(value.toPrecision(2)));
