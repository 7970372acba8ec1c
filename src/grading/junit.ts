import { plainText } from './plain-text.ts';
import { fault } from './sentences.ts';
import { round, type Check, type Grade } from './grade.ts';

/**
 * JUnit XML in the subset that the common readers share: a suite for each file, a case for each probe. Hidden probes keep
 * neither name nor reason.
 * @see https://github.com/testmoapp/junitxml
 */
export function junit(grades: readonly Grade[]): string {
  const cases = grades.flatMap(({ checks }) => checks);
  const seconds = grades.reduce((sum, { verdict }) => sum + verdict.seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="downhill verify"${totals(cases)} time="${round(seconds)}">`,
    ...grades.map(suite),
    '</testsuites>\n',
  ].join('\n');
}

function suite({ verdict, checks, score, max }: Grade): string {
  const { file, as, kind, backend, seed, seconds, output } = verdict;
  const open = checks.some(({ hidden, status }) => !hidden && status === 'failed');
  const hiding = checks.some(({ hidden }) => hidden);
  const named = !hiding || open ? fault(verdict.diagnosis) : undefined;
  const properties = Object.entries({
    as,
    kind,
    verdict: verdict.verdict,
    backend,
    seed,
    points: `${score} of ${max}`,
    diagnosis: named,
  }).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const name = attribute(file);
  return [
    `  <testsuite name="${name}"${totals(checks)} time="${round(seconds)}" file="${name}">`,
    '    <properties>',
    ...properties.map(
      ([name, value]) => `      <property name="${name}" value="${attribute(String(value))}"/>`,
    ),
    '    </properties>',
    ...checks.map((check, index) => testcase(check, index, as ?? 'unknown')),
    ...(output ? [`    <system-out>${escaped(output)}</system-out>`] : []),
    '  </testsuite>',
  ].join('\n');
}

function testcase({ id, status, message = '', hidden }: Check, index: number, as: string): string {
  const name = hidden ? `hidden check ${index + 1}` : id;
  const said = hidden ? 'a hidden check' : message;
  const element = elements[status];
  const start = `    <testcase name="${attribute(name)}" classname="${attribute(`downhill.${as}`)}"`;
  if (element === undefined) return `${start}/>`;
  const result =
    element === 'skipped'
      ? `<skipped message="${attribute(said)}"/>`
      : `<${element} type="${status}" message="${attribute(said)}">${escaped(said)}</${element}>`;
  return `${start}>\n      ${result}\n    </testcase>`;
}

const elements: Readonly<Record<Check['status'], 'failure' | 'error' | 'skipped' | undefined>> = {
  passed: undefined,
  failed: 'failure',
  error: 'error',
  timeout: 'error',
  skipped: 'skipped',
  unreached: 'skipped',
};

function totals(checks: readonly Check[]): string {
  const count = (element: string) =>
    checks.filter(({ status }) => elements[status] === element).length;
  return ` tests="${checks.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string) =>
  plainText(text).replaceAll(/[&<>]/g, (sign) => entities[sign] as string);

const attribute = (text: string) =>
  escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
