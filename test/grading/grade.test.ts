import { describe, expect, it } from 'vitest';
import {
  checkRubric,
  grade,
  gradescope,
  publicVerdict,
  readRubric,
  standardRubric,
  ungraded,
  type Rubric,
} from '../../src/grading/index.ts';
import type { Diagnosis } from '../../src/verify/verdict.ts';
import {
  broken,
  byConvention,
  coldStep,
  failed,
  insideRoot,
  passed,
  timeout,
  tinyGradient,
  verdict,
} from './verdicts.ts';

const grading = (rubric: Partial<Rubric> = {}, strict = false) => ({
  rubric: { ...standardRubric, ...rubric },
  strict,
});
const points = (...arguments_: Parameters<typeof grade>) => {
  const { score, max, checks } = grade(...arguments_);
  return { score, max, each: checks.map(({ score, max }) => [score, max]) };
};

describe('a grade', () => {
  it('without a rubric counts every probe the same, 100 points in all', () => {
    expect(points(failed, grading())).toEqual({
      score: 66.66,
      max: 100,
      each: [
        [33.33, 33.33],
        [0, 33.34],
        [33.33, 33.33],
      ],
    });
    expect(grade(passed, grading())).toMatchObject({ passed: true, score: 100, max: 100 });
  });

  it('gives shares that add up to the total to the last hundredth, whatever their number', () => {
    for (let count = 1; count <= 40; count++) {
      const probes = Array.from({ length: count }, (_, i) => ({ ...coldStep, id: `probe-${i}` }));
      const { checks, max } = grade(verdict('passed', { probes }), grading({ total: 10 }));
      const cents = checks.map(({ max }) => Math.round(100 * max));
      expect(max).toBe(10);
      expect(cents.reduce((sum, one) => sum + one, 0)).toBe(1000);
      expect(Math.max(...cents) - Math.min(...cents)).toBeLessThanOrEqual(1);
    }
  });

  it('by a rubric weighs each probe by its name, others by the star, unnamed ones not at all', () => {
    const each = (points: Rubric['points'], total: number) =>
      grade(failed, grading({ points, total })).checks.map(({ max }) => max);
    expect(each({ 'cold-step': 2, 'tiny-gradient': 3 }, 5)).toEqual([2, 3, 0]);
    expect(each({ 'tiny-gradient': 2, '*': 1 }, 100)).toEqual([25, 50, 25]);
    // None of this file's probes is worth anything: it is graded all the same.
    expect(each({ other: 2 }, 9)).toEqual([3, 3, 3]);
  });

  it('counts a convention as right, and as wrong with strict', () => {
    expect(grade(byConvention, grading())).toMatchObject({ passed: true, score: 100 });
    expect(grade(byConvention, grading({}, true))).toMatchObject({ passed: false, score: 66.66 });
    expect(grade(byConvention, grading()).checks[1]?.message).toContain('as in tfjs and Keras');
  });

  it.each([
    ['ran out of time', timeout, 'timeout', 'within 20 s'],
    ['did not load', broken, 'error', 'Expected ";"'],
  ])('of a file that %s is 0 of all points, with the reason', (_, verdict, status, reason) => {
    const { score, max, checks } = grade(verdict, grading({ total: 7 }));
    expect({ score, max }).toEqual({ score: 0, max: 7 });
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ status, message: expect.stringContaining(reason) });
  });

  it('gives nothing for probes that were passed before time ran out: the others are not known', () => {
    expect(points({ ...timeout, probes: [coldStep] }, grading())).toMatchObject({ score: 0 });
  });

  it('gives nothing for right numbers that are not the learner’s', () => {
    const builtIn = {
      ...insideRoot,
      id: 'built-in',
      fault: 'it is the built-in',
      match: 'symptom',
    };
    const handedIn = verdict('failed', { diagnosis: [builtIn as typeof insideRoot] });
    const { score, checks } = grade(handedIn, grading());
    expect(score).toBe(0);
    expect(checks[0]).toMatchObject({ status: 'failed', message: 'it is the built-in' });
  });

  describe.each(['library-class', 'built-in'])('of a library’s work (%s)', (id) => {
    const borrowed: Diagnosis = { ...insideRoot, id, fault: 'not by hand', match: 'symptom' };
    const handedIn = { ...passed, diagnosis: [borrowed] };

    it('is nothing, whatever it passes, and says why', () => {
      const { score, max, checks } = grade(handedIn, grading());
      expect({ score, max }).toEqual({ score: 0, max: 100 });
      expect(checks.map(({ status, message }) => [status, message])).toEqual(
        checks.map(() => ['failed', 'not by hand']),
      );
      expect(grade({ ...failed, diagnosis: [borrowed] }, grading()).score).toBe(0);
    });

    it('is what the rubric gives for it, check by check', () => {
      const { score, max, checks } = grade(handedIn, grading({ builtIn: 30 }));
      expect({ score, max }).toEqual({ score: 30, max: 100 });
      expect(checks[0]).toMatchObject({ status: 'passed', score: 15, message: 'not by hand' });
      const partly = grade({ ...failed, diagnosis: [borrowed] }, grading({ builtIn: 30 }));
      expect(partly.score).toBe(20);
    });

    it('is said first on Gradescope, also where only hidden checks fail', () => {
      const rubric = { ...standardRubric, hidden: ['tiny-gradient'] };
      const hidden = { ...failed, diagnosis: [borrowed] };
      expect(publicVerdict(hidden, rubric).verdict.diagnosis).toEqual([borrowed]);
      const { output } = JSON.parse(gradescope([grade(hidden, grading())], rubric)) as {
        output: string;
      };
      expect(output).toMatch(/^\*\*`my-adam\.ts`\*\* as adam: not by hand; 2 of 2 public checks/);
    });
  });

  it('of a file whose turn has not come says so', () => {
    const { score, max, checks } = ungraded('late.ts', grading());
    expect({ score, max, status: checks[0]?.status }).toEqual({
      score: 0,
      max: 100,
      status: 'unreached',
    });
  });
});

describe('a rubric', () => {
  const read = (given: unknown) => readRubric('verify: r.json', JSON.stringify(given));

  it('takes its total from the points where each probe is named, else 100', () => {
    expect(read({ points: { a: 2, b: 3 } }).total).toBe(5);
    expect(read({ points: { a: 2, '*': 1 } }).total).toBe(100);
    expect(read({ points: { a: 2 }, total: 20 }).total).toBe(20);
    expect(read({})).toEqual(standardRubric);
  });

  it.each([
    [{ pionts: {} }, 'did you mean "points"?'],
    [{ points: {} }, 'points must be an object'],
    [{ points: [1] }, 'points must be an object'],
    [{ points: { a: -1 } }, 'points.a must be a number of at least 0, got -1'],
    [{ points: { a: '1' } }, 'points.a must be a number'],
    [{ points: { a: 0 } }, 'points are all 0'],
    [{ hidden: 'a' }, 'hidden must be a list'],
    [{ builtIn: -1 }, 'builtIn must be'],
    [{ builtIn: 101 }, 'builtIn must be at most the total of 100, got 101'],
    [{ total: 0 }, 'total must be greater than 0'],
    [{ visibility: 'never' }, 'visibility must be one of hidden, after_due_date'],
    [[], 'options must be an object'],
  ])('%j is refused', (given, reason) => {
    expect(() => read(given)).toThrow(reason);
  });

  it('that is not JSON is refused with an example', () => {
    expect(() => readRubric('verify: r.json', '{points:')).toThrow(
      /^verify: r.json is not JSON: .*such as/,
    );
  });

  it('that names a probe nobody has is refused, with the nearest; nothing is known without probes', () => {
    const rubric = { ...standardRubric, hidden: ['tiny-gradeint'] };
    expect(() => checkRubric('r', rubric, [failed])).toThrow(
      'r: no probe is called "tiny-gradeint"; did you mean "tiny-gradient"?',
    );
    expect(() => checkRubric('r', rubric, [timeout])).not.toThrow();
    expect(() =>
      checkRubric('r', { ...rubric, hidden: ['resume'] }, [passed, failed]),
    ).not.toThrow();
  });
});

describe('what a learner may read', () => {
  const hiding = (...hidden: string[]) => ({ ...standardRubric, hidden });

  it('says nothing of the diagnosis when only hidden probes fail', () => {
    const { verdict, hidden } = publicVerdict(failed, hiding('tiny-gradient'));
    expect(hidden).toBe(1);
    expect(verdict).toMatchObject({ verdict: 'passed', diagnosis: [] });
    expect(JSON.stringify(verdict)).not.toMatch(/epsilon|tiny/);
  });

  it('keeps it when a public probe fails, too', () => {
    const { verdict, hidden } = publicVerdict(failed, hiding('cold-step'));
    expect({ hidden, left: verdict.probes.length }).toEqual({ hidden: 1, left: 2 });
    expect(verdict).toMatchObject({ verdict: 'failed', diagnosis: [insideRoot] });
  });

  it('keeps everything when every number is right', () => {
    const builtIn = verdict('failed', {
      probes: [coldStep, { ...tinyGradient, passed: true }],
      diagnosis: [insideRoot],
    });
    expect(publicVerdict(builtIn, hiding('tiny-gradient')).verdict).toMatchObject({
      verdict: 'failed',
      diagnosis: [insideRoot],
    });
  });
});
