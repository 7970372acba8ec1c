import { fault, mismatch, passes, plainText } from '../grading/index.ts';
import type { Diagnosis, Outcome, ProbeResult, Verdict } from '../verify/verdict.ts';
import { setLines, tabless } from './verdict-lines.ts';

/** How a verdict is shown. */
export interface ScreenOptions {
  /** Columns that lines are wrapped to. */
  readonly width: number;
  /** Colours a piece of text; without colour it gives the text back. */
  readonly paint: Paint;
  /** A convention is a mistake here. */
  readonly strict: boolean;
  /** Probes that are kept back from who reads this; `verdict` is without them. Default 0. */
  readonly hidden?: number;
  /** It is examined again anyway: no command to type next. Default false. */
  readonly watching?: boolean;
}

export type Paint = (style: 'green' | 'red' | 'yellow' | 'dim' | 'bold', text: string) => string;

/** Failed probes that are shown with their numbers; the others are named. */
const mostProbes = 6;
/** Lines of what the file printed that are shown. */
const mostPrinted = 8;

/** One verdict as people read it: who as what, what failed and where, which mistake it is, what to do next. */
export function verdictScreen(verdict: Verdict, options: ScreenOptions): string {
  const blocks = [
    heading(verdict, options),
    ...(verdict.message === undefined ? [] : [lines(verdict.message, 2, options)]),
    failures(verdict, options),
    mistakes(verdict, options),
    conventions(verdict, options),
    silent(verdict, options),
    list('Advice', verdict.advice, options),
    printed(verdict, options),
    next(verdict, options),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The mark and the word for an outcome, in its colour. */
export function outcomeMark(outcome: Outcome, strict: boolean, paint: Paint): string {
  if (outcome === 'passed') return paint('green', '✓');
  if (outcome === 'convention' && !strict) return paint('yellow', '≈');
  return paint('red', '✗');
}

/** Whether it differs from the paper in a way that is allowed. */
const soft = ({ verdict }: Verdict, strict: boolean) => verdict === 'convention' && !strict;

function heading(verdict: Verdict, options: ScreenOptions): string {
  const { file, as, kind, probes, backend, seed, seconds } = verdict;
  const { paint, strict, hidden = 0, width } = options;
  const who = as === null ? '' : ` as ${as}${kind === null ? '' : ` (${kind})`}`;
  const passed = probes.filter(({ passed }) => passed).length;
  const counted =
    probes.length === 0
      ? []
      : [
          `${passed} of ${checks(probes.length, hidden > 0)} ${soft(verdict, strict) ? 'strictly' : 'passed'}`,
        ];
  const kept = hidden > 0 ? `; ${hidden} more ${hidden === 1 ? 'is' : 'are'} hidden` : '';
  const mark = outcomeMark(verdict.verdict, strict, paint);
  const title = setLines(
    `${plainText(file).replaceAll('\n', ' ')}${who}: ${[...outcomeWord(verdict, options), ...counted].join(', ')}${kept}`,
    0,
    width - 2,
  ).split('\n');
  const how = `${backend === '' ? '' : `${backend}, `}seed ${seed}, ${seconds.toFixed(1)} s`;
  return [
    ...title.map((line, i) => `${i === 0 ? mark : ' '} ${paint('bold', line)}`),
    `  ${paint('dim', how)}`,
  ].join('\n');
}

const checks = (count: number, some: boolean) =>
  `${count} ${some ? 'public ' : ''}check${count === 1 ? '' : 's'}`;

function outcomeWord({ verdict, probes }: Verdict, { strict, hidden = 0 }: ScreenOptions) {
  // Whoever does not see all checks is told of those that they see.
  if (verdict === 'passed' && hidden > 0) return probes.length > 0 ? [] : ['no public checks'];
  if (verdict === 'convention') return [strict ? 'failed (--strict)' : 'passed by a convention'];
  if (verdict === 'error') return ['could not be examined'];
  return [verdict === 'timeout' ? 'stopped' : verdict];
}

function failures(verdict: Verdict, options: ScreenOptions): string {
  const { paint, strict } = options;
  const { probes } = verdict;
  const failed = probes.filter(({ passed }) => !passed);
  if (failed.length === 0) return '';
  const shown = failed
    .slice(0, mostProbes)
    .map((probe) => failure(probe, soft(verdict, strict), options));
  const rest = failed.slice(mostProbes).map(({ id }) => id);
  const more =
    rest.length === 0
      ? []
      : [paint('dim', lines(`and ${rest.length} more: ${rest.join(', ')}`, 2, options))];
  const relative = failed.some(({ maxError }) => maxError !== undefined)
    ? [paint('dim', lines('Errors are relative to the largest value there has been.', 2, options))]
    : [];
  return [...shown, ...more, ...relative].join('\n');
}

function failure(probe: ProbeResult, mild: boolean, options: ScreenOptions): string {
  const { paint } = options;
  const { id, about, maxError, allowed, first } = probe;
  const details = [
    ...(maxError === undefined || allowed === undefined
      ? []
      : [`error ${power(maxError)}, allowed ${power(allowed)}`]),
    ...(first === undefined ? [] : [`wrong first: ${first}`]),
  ].join('; ');
  const where = mismatch(probe);
  return [
    `  ${mild ? paint('yellow', '≈') : paint('red', '✗')} ${hanging(`${id}: ${about}`, 4, options)}`,
    ...(where === undefined ? [] : [lines(where, 4, options)]),
    ...(details === '' ? [] : [paint('dim', lines(details, 4, options))]),
  ].join('\n');
}

function mistakes(verdict: Verdict, options: ScreenOptions): string {
  const { paint, strict } = options;
  const { diagnosis } = verdict;
  if (diagnosis.length === 0 || soft(verdict, strict)) return '';
  return [
    paint('bold', diagnosis.length === 1 ? 'The mistake' : 'The mistake, likeliest first'),
    ...diagnosis.map((one) => mistake(one, options)),
  ].join('\n');
}

const matches: Readonly<Record<Diagnosis['match'], string>> = {
  exact: 'the same numbers on every check',
  close: 'close, but not the same numbers',
  symptom: 'this was seen, not calculated',
};

function mistake({ fault, match, remedy, lesson, library }: Diagnosis, options: ScreenOptions) {
  const { paint } = options;
  const as = library === undefined ? '' : `, as in ${library}`;
  return [
    `  - ${hanging(`${fault}${as}`, 4, options)}`,
    paint('dim', lines(matches[match], 4, options)),
    lines(`Remedy: ${remedy}`, 4, options),
    ...(lesson === undefined
      ? []
      : [lines(`See the lesson on ${lesson}: npx downhill learn ${lesson}`, 4, options)]),
  ].join('\n');
}

function conventions(verdict: Verdict, options: ScreenOptions): string {
  if (!soft(verdict, options.strict)) return '';
  const known = verdict.diagnosis.map(
    (one) => fault([one]) + (one.library === undefined ? '' : `, as in ${one.library}`),
  );
  const words =
    'Not a mistake: libraries do it so. The paper does not; --strict asks for its form.';
  return `${list('Convention', known, options)}\n${lines(words, 2, options)}`;
}

function silent({ probes }: Verdict, options: ScreenOptions): string {
  const reasons = probes.flatMap(({ id, skipped }) =>
    skipped === undefined ? [] : [`${id}: ${plainText(skipped)}`],
  );
  const unpainted = { ...options, paint: (_: unknown, text: string) => text };
  const text = list('Not applicable here', reasons, unpainted);
  return text === '' ? '' : options.paint('dim', text);
}

function list(title: string, points: readonly string[], options: ScreenOptions): string {
  if (points.length === 0) return '';
  const items = points.map((point) => `  - ${hanging(plainText(point), 4, options)}`);
  return [options.paint('bold', title), ...items].join('\n');
}

/** Apart and marked, so that no print can be taken for a word of ours. */
function printed({ output }: Verdict, { paint, width }: ScreenOptions): string {
  if (output === undefined || output.trim() === '') return '';
  const all = tabless(output).trimEnd().split('\n');
  const shown = all.slice(0, mostPrinted).map((line) => `  │ ${line.slice(0, width - 4)}`);
  const rest = all.length - shown.length;
  return [
    paint('bold', 'Printed by the file'),
    ...shown,
    ...(rest > 0 ? [paint('dim', `  and ${rest} more lines; --json has them`)] : []),
  ].join('\n');
}

function next(verdict: Verdict, { paint, strict, watching }: ScreenOptions): string {
  const { file, as } = verdict;
  if (watching || passes(verdict, strict)) return '';
  const path = /^[\w./-]+$/.test(file) ? file : JSON.stringify(plainText(file));
  const name = as === null ? '' : ` --as ${as}`;
  return paint('dim', `Try: npx downhill verify ${path}${name} --watch`);
}

const lines = (text: string, indent: number, { width }: ScreenOptions) =>
  setLines(text, indent, width);

/** As `lines`, for what begins behind a mark. */
const hanging = (text: string, indent: number, options: ScreenOptions) =>
  lines(text, indent, options).trimStart();

const power = (value: number) =>
  Number.isFinite(value) && Math.abs(value) < 1e-3 && value !== 0
    ? value.toExponential(1).replace('.0e', 'e')
    : String(Number(value.toPrecision(2)));
