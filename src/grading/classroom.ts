import { round, type Check, type Grade } from './grade.ts';
import { plainText } from './plain-text.ts';

/**
 * The JSON that a GitHub Classroom grading step hands to the reporter (which takes it in base64). Every test carries a
 * number, because the reporter adds them up; texts are short, because the whole travels through one environment variable.
 * @see https://github.com/classroom-resources/autograding-grading-reporter
 */
export function classroom(grades: readonly Grade[]): string {
  const tests = grades.flatMap(({ verdict, checks }) =>
    checks
      .filter(({ status }) => status !== 'unreached')
      .map((check, index) => ({
        name: `${grades.length > 1 ? `${plainText(verdict.file, 200)}: ` : ''}${title(check, index)}`,
        status: statuses[check.status],
        message: check.hidden ? '' : plainText(check.message ?? '', 500),
        test_code: index === 0 ? plainText(verdict.output ?? '', 500) : '',
        filename: '',
        line_no: 0,
        score: check.score,
      })),
  );
  const unreached = grades.some(({ checks }) =>
    checks.some(({ status }) => status === 'unreached'),
  );
  const document = {
    version: 1,
    status:
      tests.some(({ status }) => status === 'error') || unreached
        ? 'error'
        : tests.some(({ status }) => status === 'fail')
          ? 'fail'
          : 'pass',
    max_score: round(grades.reduce((sum, { max }) => sum + max, 0)),
    tests,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const title = ({ id, about, hidden }: Check, index: number) =>
  hidden ? `hidden check ${index + 1}` : `${id}: ${about}`;

const statuses: Readonly<Record<Check['status'], 'pass' | 'fail' | 'error'>> = {
  passed: 'pass',
  skipped: 'pass',
  failed: 'fail',
  error: 'error',
  timeout: 'error',
  unreached: 'error',
};
