import { alternative } from '../../src/verify/verdict.ts';
import { describe, expect, it } from 'vitest';
import { convention, explanation, fault, mismatch, plainText } from '../../src/grading/index.ts';
import { byConvention, coldStep, hostile, insideRoot, tinyGradient } from './verdicts.ts';

describe('a failed probe in a sentence', () => {
  it('says where, by how much, why, and what to read', () => {
    expect(explanation({ ...tinyGradient, got: 0.9968 }, [insideRoot])).toBe(
      'update 1, variable `a`, element [0]: 0.99 expected, 0.9968 got; epsilon is added inside the square root; see the lesson on RMSProp',
    );
  });

  it.each([
    [0.99, 0.9968, '0.99 expected, 0.9968 got'],
    [0.990_001, 0.990_002, '0.990001 expected, 0.990002 got'],
    [1, 1 + 2e-16, '1 expected, 1.0000000000000002 got'],
    [1, 1, '1 expected, 1 got'],
    [0.1, NaN, '0.1 expected, NaN got'],
    [1e-9, -Infinity, '1e-9 expected, -Infinity got'],
  ])('gives as many digits as tell %d and %d apart', (expected, got, said) => {
    expect(mismatch({ ...coldStep, expected, got })).toBe(said);
  });

  it('leaves out what is not known: a scalar has no element, a schedule no variable', () => {
    expect(mismatch({ ...tinyGradient, index: [], got: 0.5 })).toBe(
      'update 1, variable `a`: 0.99 expected, 0.5 got',
    );
    expect(mismatch({ ...coldStep, update: 500, expected: 1, got: 2 })).toBe(
      'update 500: 1 expected, 2 got',
    );
    expect(mismatch(coldStep)).toBeUndefined();
    expect(explanation({ ...coldStep, note: 'it threw: "no"' }, [])).toBe('it threw: "no"');
  });
});

describe('a failed call of a plain function', () => {
  it('stands there as one would type it', () => {
    const call = 'stepLimit([[1, 0], [0, 10]])';
    const probe = { ...coldStep, call, index: [0], expected: 0.2, got: 0.1 };
    expect(mismatch(probe)).toBe('stepLimit([[1, 0], [0, 10]]): 0.2 expected, 0.1 got');
  });
});

describe('a diagnosis', () => {
  it('names all mistakes that give the same numbers, and marks a near one as near', () => {
    const other = { ...insideRoot, fault: `${alternative}another`, id: 'other' };
    expect(fault([])).toBeUndefined();
    expect(fault([insideRoot, other, { ...other, match: 'close' }])).toBe(
      'epsilon is added inside the square root, or another',
    );
    expect(fault([{ ...insideRoot, match: 'close' }, other])).toBe(
      'close to, though not the same as: epsilon is added inside the square root',
    );
  });

  it('of a convention names the library', () => {
    expect(convention(byConvention)).toBe(
      'epsilon is added inside the square root, as in tfjs and Keras',
    );
  });
});

describe('plain text', () => {
  it('loses whatever a terminal or an XML reader would act upon, and keeps the words', () => {
    expect(plainText(hostile)).toBe(']]> <b>&amp;</b> "quoted"  evil ```\n# done\n\ttab');
    expect(plainText('::error::a\r::debug::b \u0000:\u001B[1m:warning::c')).toBe(
      ': :error: :a\n: :debug: :b : :warning: :c',
    );
    expect(plainText('##[error]a ##vso[b]c ##teamcity[d] ## e [f]')).toBe(
      '# #[error]a # #vso[b]c # #teamcity[d] ## e [f]',
    );
    expect(plainText('θ ← θ − α∇L 🏔')).toBe('θ ← θ − α∇L 🏔');
  });

  it('is cut where it is too long, not within a character', () => {
    const cut = plainText('🏔'.repeat(50), 31);
    expect(cut.length).toBeLessThanOrEqual(31);
    expect(cut).toMatch(/^🏔+ \.\.\. \(cut\)$/u);
  });
});
