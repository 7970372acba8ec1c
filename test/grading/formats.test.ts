import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  classroom,
  grade,
  gradescope,
  junit,
  standardRubric,
  ungraded,
  type Grade,
} from '../../src/grading/index.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { strictClassroom, strictGradescope } from './published-formats.ts';
import { parsed, strictJunit, type Element } from './xml.ts';
import {
  broken,
  byConvention,
  failed,
  hostile,
  passed,
  timeout,
  tinyGradient,
} from './verdicts.ts';

const grading = { rubric: standardRubric, strict: false };
const hiding = {
  rubric: { ...standardRubric, hidden: ['tiny-gradient', 'resume'] },
  strict: false,
};
const all = [failed, byConvention, passed, timeout, broken].map((one) => grade(one, grading));
const withUnreached = [...all, ungraded('late.ts', grading)];
const nasty: Verdict = {
  ...failed,
  file: `dir/${hostile.replaceAll('\n', '')}.ts`,
  message: hostile,
  output: hostile.repeat(300),
  probes: [{ ...tinyGradient, note: hostile }],
  diagnosis: [],
};
const cases: [string, readonly Grade[]][] = [
  ['one file that failed', [grade(failed, grading)]],
  ['one of every outcome', withUnreached],
  ['hidden checks', [grade(failed, hiding)]],
  ['a hostile file', [grade(nasty, grading)]],
  ['nothing', []],
];

describe.each(cases)('%s, exported', (_, grades) => {
  it('is JUnit XML of the common subset', () => {
    const root = parsed(junit(grades));
    expect(strictJunit(root)).toEqual([]);
    expect(root.children).toHaveLength(grades.length);
  });

  it('is what Gradescope reads', () => {
    const document = JSON.parse(gradescope(grades, hiding.rubric));
    expect(strictGradescope(document)).toEqual([]);
  });

  it('is what the GitHub Classroom reporter reads', () => {
    const text = classroom(grades);
    expect(strictClassroom(JSON.parse(text))).toEqual([]);
    expect(text).not.toMatch(/\\u00(?:0[0-8b-f]|1)/);
  });

  it('is XML for a parser that is not ours', () => {
    const python = spawnSync(
      'python3',
      [
        '-c',
        'import sys, xml.etree.ElementTree as x; print(x.fromstring(sys.stdin.buffer.read()).tag)',
      ],
      { input: junit(grades), encoding: 'utf8' },
    );
    // Without Python the check above is the only one.
    if (python.error === undefined)
      expect(python).toMatchObject({ status: 0, stdout: 'testsuites\n' });
  });
});

describe('JUnit XML', () => {
  const suites = parsed(junit(withUnreached)).children;
  const results = (suite: Element | undefined) =>
    suite?.children
      .filter(({ name }) => name === 'testcase')
      .map(({ attributes, children }) => [attributes['name'], children[0]?.name ?? 'passed']);

  it('tells a wrong answer, a broken file, one out of time and one not reached apart', () => {
    expect(suites.map(results)).toEqual([
      [
        ['cold-step', 'passed'],
        ['tiny-gradient', 'failure'],
        ['resume', 'skipped'],
      ],
      [
        ['cold-step', 'passed'],
        ['tiny-gradient', 'passed'],
        ['resume', 'skipped'],
      ],
      [
        ['cold-step', 'passed'],
        ['resume', 'skipped'],
      ],
      [['examination', 'error']],
      [['examination', 'error']],
      [['examination', 'skipped']],
    ]);
  });

  it('carries the whole sentence, the diagnosis as a property, and what was printed apart', () => {
    const xml = junit([grade(failed, grading)]);
    expect(xml).toContain('0.99 expected, 0.9968 got; epsilon is added inside the square root');
    expect(xml).toContain('<property name="points" value="66.66 of 100"/>');
    expect(xml).toContain('<system-out>hello from update 1\n</system-out>');
  });
});

describe('Gradescope', () => {
  it('gives partial credit, and the same sum at the top', () => {
    const { score, tests, extra_data } = JSON.parse(gradescope([all[0] as Grade], standardRubric));
    expect(score).toBe(66.66);
    expect(
      tests.map(({ score, status }: { score: number; status: string }) => [score, status]),
    ).toEqual([
      [33.33, 'passed'],
      [0, 'failed'],
      [33.33, 'passed'],
    ]);
    expect(extra_data.files).toEqual([
      {
        file: 'my-adam.ts',
        as: 'adam',
        verdict: 'failed',
        score: 66.66,
        max_score: 100,
        diagnosis: [{ id: 'epsilon-inside-root', match: 'exact' }],
      },
    ]);
  });

  it('shows hidden tests when the rubric says, and lets nothing of them out before', () => {
    const { tests, output, stdout_visibility } = JSON.parse(
      gradescope([grade(failed, hiding)], hiding.rubric),
    );
    expect(tests.map(({ visibility }: { visibility: string }) => visibility)).toEqual([
      'visible',
      'after_published',
      'after_published',
    ]);
    expect(stdout_visibility).toBe('hidden');
    expect(output).toContain('1 of 1 public checks passed; 2 more are hidden.');
    expect(output).not.toMatch(/epsilon|tiny|resume/);
    expect(tests[0].tags).not.toContain('epsilon-inside-root');
  });

  it('keeps what the file printed in a block that it cannot end', () => {
    const { output } = JSON.parse(
      gradescope([grade({ ...failed, output: '````\n# 100 points\n' }, grading)], standardRubric),
    );
    expect(output).toContain('`````text\n````\n# 100 points\n\n`````');
  });
});

describe('GitHub Classroom', () => {
  it('adds up to the grade: every test has a number', () => {
    const { max_score, status, tests } = JSON.parse(classroom([all[0] as Grade]));
    const sum = tests.reduce((sum: number, { score }: { score: number }) => sum + score, 0);
    expect([sum, max_score, status]).toEqual([66.66, 100, 'fail']);
  });

  it.each([
    [passed, 'pass'],
    [byConvention, 'pass'],
    [failed, 'fail'],
    [timeout, 'error'],
  ])('%#: has a status for the whole', (verdict, status) => {
    expect(JSON.parse(classroom([grade(verdict, grading)]))).toMatchObject({ status });
  });

  it('neither names nor explains a hidden check', () => {
    const text = classroom([grade(failed, hiding)]);
    expect(text).not.toMatch(/tiny|epsilon|resume/);
    expect(JSON.parse(text).tests[1]).toMatchObject({ name: 'hidden check 2', message: '' });
    expect(junit([grade(failed, hiding)])).not.toMatch(/tiny|epsilon/);
  });

  it('leaves out what was not reached, but not its points', () => {
    const { tests, max_score, status } = JSON.parse(classroom([ungraded('late.ts', grading)]));
    expect({ tests, max_score, status }).toEqual({ tests: [], max_score: 100, status: 'error' });
  });

  it('fits into one environment variable, as Linux limits it to 128 KiB, for twenty printing files', () => {
    const many = Array.from({ length: 20 }, () => grade(nasty, grading));
    expect(Buffer.from(classroom(many)).toString('base64').length).toBeLessThan(131_072);
  });
});
