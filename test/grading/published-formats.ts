type Rules = Readonly<Record<string, (value: unknown) => boolean>>;

const text = (value: unknown) => typeof value === 'string';
const finite = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const positive = (value: unknown) => finite(value) && (value as number) >= 0;
const oneOf =
  (...words: string[]) =>
  (value: unknown) =>
    words.includes(value as string);
const listOf = (rule: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(rule);
const object = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that are unknown, missing or hold the wrong thing. */
function faults(where: string, value: unknown, rules: Rules, required: readonly string[]) {
  if (!object(value)) return [`${where} is no object`];
  const given = value as Record<string, unknown>;
  return [
    ...Object.keys(given).flatMap((key) => {
      const rule = rules[key];
      if (rule === undefined) return [`${where}.${key} is not in the format`];
      return rule(given[key]) ? [] : [`${where}.${key} is ${JSON.stringify(given[key])}`];
    }),
    ...required.filter((key) => !(key in given)).map((key) => `${where} lacks ${key}`),
  ];
}

const visibility = oneOf('hidden', 'after_due_date', 'after_published', 'visible');
const format = oneOf('text', 'html', 'simple_format', 'md', 'ansi');

/**
 * What breaks Gradescope's format; a test expects nothing.
 * Fields and values as https://gradescope-autograders.readthedocs.io/en/latest/specs/ lists them ("Output format").
 */
export function strictGradescope(document: unknown): string[] {
  const top = faults(
    'results',
    document,
    {
      score: finite,
      execution_time: positive,
      output: text,
      output_format: format,
      test_output_format: format,
      test_name_format: format,
      visibility,
      stdout_visibility: visibility,
      extra_data: object,
      tests: Array.isArray,
      leaderboard: Array.isArray,
    },
    ['score', 'tests'],
  );
  const { tests, score } = document as { tests: { score: number }[]; score: number };
  const each = tests.flatMap((test, index) =>
    faults(
      `tests[${index}]`,
      test,
      {
        score: finite,
        max_score: positive,
        status: oneOf('passed', 'failed'),
        name: text,
        name_format: format,
        number: text,
        output: text,
        output_format: format,
        tags: listOf(text),
        visibility,
        extra_data: object,
      },
      ['score', 'max_score', 'name'],
    ),
  );
  const sum = tests.reduce((sum, test) => sum + test.score, 0);
  return [...top, ...each, ...(Math.abs(sum - score) < 1e-6 ? [] : [`sum ${sum}, score ${score}`])];
}

/**
 * What breaks the JSON that GitHub Classroom's graders give to its reporter; a test expects nothing.
 * Fields as https://github.com/classroom-resources/autograding-grading-reporter reads them (`src/main.js`,
 * `src/notify-classroom.js`), and as the graders beside it write them: the reporter adds up `tests[].score` unasked, so
 * that one test without a number makes the sum NaN.
 */
export function strictClassroom(document: unknown): string[] {
  const top = faults(
    'result',
    document,
    {
      version: (value) => value === 1,
      status: oneOf('pass', 'fail', 'error'),
      max_score: positive,
      tests: Array.isArray,
    },
    ['version', 'status', 'max_score', 'tests'],
  );
  const { tests, max_score } = document as { tests: { score: number }[]; max_score: number };
  const each = tests.flatMap((test, index) =>
    faults(
      `tests[${index}]`,
      test,
      {
        name: text,
        status: oneOf('pass', 'fail', 'error'),
        message: text,
        test_code: text,
        filename: text,
        line_no: finite,
        score: positive,
      },
      ['name', 'status', 'score'],
    ),
  );
  const sum = tests.reduce((sum, { score }) => sum + score, 0);
  return [...top, ...each, ...(sum <= max_score + 1e-6 ? [] : [`${sum} of ${max_score}`])];
}
