import { describe, expect, it } from 'vitest';
import { mutantsOf, type OwnedMutant } from '../../src/verify/member.ts';
import { mutatedRule } from '../../src/verify/mutated.ts';
import { optimizerExam } from '../../src/verify/optimizer-exam.ts';
import { rules, type Rule } from '../../src/rules/index.ts';
import { shownBy } from '../../src/verify/shown-by.ts';
import { memberOf } from '../support/members.ts';

const examOf = (name: string) => optimizerExam(memberOf(name), 1);
const adam = examOf('adam');

/** A rule with some of its known mistakes. */
function wrong(name: string, ids: readonly string[]): Rule {
  const member = memberOf(name);
  const faults = ids.map((id) => mutantsOf(member).find(({ mutant }) => mutant.id === id));
  expect(faults).not.toContain(undefined);
  return mutatedRule(member, faults as OwnedMutant[]) as Rule;
}
type Options = Readonly<Record<string, number>>;

const judged = (rule: string, ids: readonly string[], options?: (given: Options) => Options) => {
  const exam = examOf(rule);
  return exam.judge(shownBy(exam, wrong(rule, ids), { ...(options && { options }) }));
};
const unlessGiven = (defaults: Options) => (given: Options) => ({ ...defaults, ...given });

describe('a constant that is nobody’s', () => {
  it.each([
    ['beta2', 0.985],
    ['beta1', 0.77],
    ['epsilon', 0.0123],
  ])('is found when %s is always %d', (name, value) => {
    const seen = shownBy(adam, rules.adam, { options: (given) => ({ ...given, [name]: value }) });
    expect(adam.judge(seen).diagnosis).toEqual([
      expect.objectContaining({
        id: `${name}-fixed`,
        match: 'exact',
        fault: `it behaves with ${name} = ${value} whatever is given`,
      }),
    ]);
  });

  it('is found when it is a default', () => {
    const seen = shownBy(adam, rules.adam, { options: unlessGiven({ beta2: 0.9876 }) });
    const { diagnosis, verdict } = adam.judge(seen);
    expect(verdict).toBe('failed');
    expect(diagnosis.map(({ id, match }) => [id, match])).toEqual([['beta2-default', 'exact']]);
    expect(diagnosis[0]?.fault).toMatch(/^beta2 is 0\.9876 when it is not given, not 0\.999$/);
  });

  it.each([
    [3.7, 'the step is 3.7 times too large'],
    [1 / 30, 'the step is 30 times too small'],
    [-2, 'the step is 2 times too large, and uphill'],
  ])('is found when it is a factor %d on the step', (rateFactor, fault) => {
    const { diagnosis } = adam.judge(shownBy(adam, rules.adam, { rateFactor }));
    expect(diagnosis).toEqual([
      expect.objectContaining({ id: 'step-length', match: 'exact', fault }),
    ]);
  });
});

it('is told of a mistake around the rule in spite of two conventions: tfjs’s own RMSProp', () => {
  const rmsprop = examOf('rmsprop');
  const seen = shownBy(rmsprop, wrong('rmsprop', ['epsilon-inside-root']), {
    habits: { state: 'position', count: 'updates' },
    options: unlessGiven({ epsilon: 1e-7 }),
  });
  const { verdict, diagnosis } = rmsprop.judge(seen);
  expect(verdict).toBe('failed');
  expect(diagnosis[0]).toMatchObject({ match: 'exact' });
  expect(diagnosis[0]?.id).toMatch(/^state-by-position\+/);
});

describe('another rule', () => {
  it('is called by its name', () => {
    const options = (given: Options) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => name in rules.rmsprop.defaults));
    const { diagnosis, verdict } = adam.judge(shownBy(adam, rules.rmsprop, { options }));
    expect(verdict).toBe('failed');
    expect(diagnosis).toEqual([
      expect.objectContaining({ id: 'is-rmsprop', match: 'exact', fault: 'this is RMSProp' }),
    ]);
  });
});

describe('conventions', () => {
  it.each<[string, readonly string[], Options, RegExp]>([
    ['rmsprop', ['epsilon-inside-root'], { epsilon: 1e-7 }, /tfjs, Keras/],
    ['rmspropMomentum', ['epsilon-inside-root', 'rate-inside-velocity'], {}, /tfjs, Keras/],
    ['adam', ['epsilon-hat'], { epsilon: 1e-7 }, /Keras/],
    ['adagrad', ['epsilon-inside-root'], { epsilon: 1e-7, initialAccumulatorValue: 0.1 }, /tfjs/],
    ['adamw', ['decay-without-rate'], { weightDecay: 0.004 }, /AdamW paper/],
    ['nadam', [], { momentumDecay: 1 }, /Keras/],
    ['yogi', ['corrections-missing'], {}, /Yogi paper/],
  ])('of %s come together: %j %j', (rule, ids, defaults, library) => {
    const { verdict, diagnosis, probes } = judged(rule, ids, unlessGiven(defaults));
    expect(verdict).toBe('convention');
    expect(diagnosis[0]?.library).toMatch(library);
    expect(probes.every(({ passed }) => passed)).toBe(true);
  });

  it('do not excuse a mistake', () => {
    const { verdict, diagnosis } = judged('adam', ['epsilon-hat', 'm-without-share']);
    expect(verdict).toBe('failed');
    expect(diagnosis[0]).toMatchObject({ id: 'm-without-share+epsilon-hat', match: 'exact' });
    expect(diagnosis[0]).not.toHaveProperty('library');
  });
});

describe('two mistakes at once', () => {
  it.each([
    ['adam', 'm-not-kept', 'v-share-squared'],
    ['adam', 'first-correction-missing', 'epsilon-inside-root'],
    ['adamw', 'decay-in-gradient', 'second-correction-not-to-t'],
    ['nesterov', 'velocity-shares-swapped', 'look-ahead-whole'],
    ['rmsprop', 's-of-absolute-gradient', 'root-missing'],
    ['lion', 'blend-with-beta2', 'decay-after-step'],
    ['rmspropMomentum', 's-before-update', 'velocity-before-update'],
  ])('are both named in %s: %s and %s', (rule, one, other) => {
    const { verdict, diagnosis } = judged(rule, [one, other]);
    expect(verdict).toBe('failed');
    const named = diagnosis.map(({ id }) => id.split('+').sort().join(' '));
    expect(named).toContain([one, other].sort().join(' '));
    expect(new Set(diagnosis.map(({ match }) => match))).toEqual(new Set(['exact']));
  });
});

describe('what nothing explains', () => {
  const three = ['v-of-absolute-gradient', 'm-not-kept', 'epsilon-inside-root'];

  it('is never stated as fact', () => {
    const { verdict, diagnosis } = judged('adam', three);
    expect(verdict).toBe('failed');
    expect(diagnosis.length).toBeLessThanOrEqual(2);
    for (const { match, fault } of diagnosis) {
      expect(match).not.toBe('exact');
      if (match === 'close') {
        expect(fault).toMatch(/^it looks most like this: .*; but not on "[a-z-]+"/);
      }
    }
  });

  it('is likened to what explains nearly all failed probes', () => {
    // A mistake that shows everywhere, and a second one that shows where epsilon is large.
    const options = (given: Options) => ({
      ...given,
      epsilon: given['epsilon'] === 1 ? 0.4 : (given['epsilon'] as number),
    });
    const { diagnosis } = judged('adam', ['m-without-share'], options);
    expect(diagnosis.at(-1)).toMatchObject({ id: 'm-without-share', match: 'close' });
    expect(diagnosis.at(-1)?.fault).toMatch(/; but not on "large-epsilon"$/);
  });

  it('is told no more than where it goes wrong first when it is noise', () => {
    const noise = shownBy(adam, rules.adam).map((one) => ({
      ...one,
      path: one.path.map((weights, update) =>
        weights.map((value, i) => value + Math.sin(7 * update + 3 * i)),
      ),
    }));
    expect(adam.judge(noise)).toMatchObject({
      verdict: 'failed',
      diagnosis: [{ id: 'first-step-uneven', match: 'symptom' }],
    });
  });
});
