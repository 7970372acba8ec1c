import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/cli/line.ts';
import {
  verdictLine,
  verdictLines,
  type ScreenView,
} from '../../../src/cli/verdict/verdict-lines.ts';
import { grade, standardRubric } from '../../../src/grading/index.ts';
import type { Verdict } from '../../../src/verify/verdict.ts';
import {
  asInKeras,
  broken,
  byConvention,
  coldStep,
  failed,
  hostile,
  insideRoot,
  passed,
  timeout,
  tinyGradient,
  verdict,
} from '../../grading/verdicts.ts';

const textOf = (line: Line) => line.map(({ text }) => text).join('');
const screenOf = (verdict: Verdict, view: Partial<ScreenView> = {}) =>
  verdictLines(verdict, { width: 80, ...view })
    .map(textOf)
    .join('\n');

describe('the screen of a verdict', () => {
  it('says who, as what, where it fails, which mistake it is, what to read, and the prints apart', () => {
    expect(screenOf(failed, { next: 'verify my-adam.ts --watch' })).toBe(`\
✗ my-adam.ts as adam (optimizer): failed, 2 of 3 checks passed
  wasm, seed 1, 1.3 s

  ✗ tiny-gradient: gradients near 1e-6
    update 1, variable \`a\`, element [0]: 0.99 expected, 0.9968 got
    largest error 0.0069, allowed 1e-6; wrong first: denominator
  Errors are relative to the largest value there has been.

The mistake
  - epsilon is added inside the square root
    the same numbers on every check
    Remedy: Add it to the root, not under it.
    See the lesson on RMSProp: npx downhill learn RMSProp

Not applicable here
  - resume: the class offers no getWeights

Advice
  - Two tensors stay behind at each update.

Printed by the file
  │ hello from update 1

Try: npx downhill verify my-adam.ts --watch`);
  });

  it.each<[string, Verdict, Partial<ScreenView>, RegExp[], RegExp[]]>([
    [
      'a convention: it counts what passes without it, marks the rest, and names no mistake',
      byConvention,
      {},
      [
        /^≈ my-adam\.ts as adam \(optimizer\): passed by a convention, 2 of 3 checks without it$/m,
        /^ {2}≈ tiny-gradient: gradients near 1e-6\n {4}as in tfjs and Keras$/m,
        /^Convention\n {2}- epsilon is added inside the square root, as in tfjs and Keras$/m,
        /--strict asks for the standard form/,
      ],
      [/✗/, /The mistake/, /Try:/, /paper/],
    ],
    [
      'a convention where it is strict: the same count, failed, and the convention is the mistake',
      byConvention,
      { strict: true },
      [
        /^✗ .*: failed \(--strict\), 2 of 3 checks passed$/m,
        /^ {2}✗ tiny-gradient: .*\n {4}as in tfjs and Keras$/m,
        /^The mistake\n {2}- epsilon is added inside the square root, as in tfjs and Keras$/m,
        /^Try: npx downhill again$/m,
      ],
      [/≈/, /Not a mistake/],
    ],
    [
      'a convention and a mistake: each where it belongs',
      { ...byConvention, verdict: 'failed', probes: [asInKeras, { ...tinyGradient, id: 'leak' }] },
      {},
      [
        /^✗ .*: failed, 1 of 2 checks passed$/m,
        /^ {2}≈ tiny-gradient/m,
        /^ {2}✗ leak/m,
        /^Convention$/m,
      ],
      [/The mistake/],
    ],
    [
      "a convention of the paper's own: nothing is said against it",
      { ...byConvention, diagnosis: [{ ...insideRoot, library: 'the AdamW paper' }] },
      {},
      [/as in the AdamW paper/],
      [/paper does not/],
    ],
  ])('does not contradict itself on %s', (_, verdict, view, says, never) => {
    const screen = screenOf(verdict, { next: 'again', width: 100, ...view });
    for (const words of says) expect(screen).toMatch(words);
    for (const words of never) expect(screen).not.toMatch(words);
  });

  it('of a file that passes is short', () => {
    const screen = screenOf({ ...passed, probes: [coldStep] });
    expect(screen).toBe(
      '✓ my-adam.ts as adam (optimizer): passed, 1 of 1 check\n  wasm, seed 1, 1.3 s',
    );
  });

  it.each([
    [timeout, 'stopped', 'did not come back within 20 s'],
    [broken, 'could not be examined', '      my-adam.ts:3:7'],
  ])(
    '%#: of a file that could not be examined gives the reason and a way on',
    (verdict, word, reason) => {
      const screen = screenOf(verdict, { next: 'again' });
      expect(screen).toContain(`: ${word}\n`);
      expect(screen).toContain(reason);
      expect(screen).toMatch(/\nTry: npx downhill again$/);
    },
  );

  it('points to a lesson but from within it', () => {
    expect(screenOf(failed, { within: 'momentum' })).toContain('See the lesson on RMSProp');
    expect(screenOf(failed, { within: 'RMSProp' })).not.toContain('See the lesson');
  });

  it('gives the command to type only where it is told one, and none where it passes', () => {
    expect(screenOf(failed)).not.toContain('Try:');
    expect(screenOf(passed, { next: 'again' })).not.toContain('Try:');
  });

  it('leaves out failed checks where there is no room, counts them, and keeps the mistake', () => {
    const probes = Array.from({ length: 12 }, (_, i) => ({ ...tinyGradient, id: `probe-${i}` }));
    const many = verdict('failed', { probes, diagnosis: [insideRoot] });
    const whole = screenOf(many).split('\n');
    const few = screenOf(many, { rows: 18 }).split('\n');
    expect(few.length).toBeLessThanOrEqual(18);
    expect(few.length).toBeLessThan(whole.length);
    const shown = few.filter((line) => line.startsWith('  ✗ ')).length;
    expect(few.join('\n')).toContain(`and ${12 - shown} more: probe-${shown},`);
    expect(few.join('\n')).toContain(insideRoot.fault);
    expect(screenOf(many, { rows: 3 })).toContain('✗ probe-0');
  });

  it('says no more than that public checks passed where others are hidden', () => {
    expect(screenOf(passed, { hidden: 3 })).toMatch(
      /^✓ my-adam\.ts as adam \(optimizer\): 2 of 2 public checks passed; 3 more are hidden\n/,
    );
  });

  it('never calls a near mistake or a symptom the mistake', () => {
    const close = { ...insideRoot, match: 'close' as const };
    const screen = screenOf({ ...failed, diagnosis: [close, { ...close, match: 'symptom' }] });
    expect(screen).toContain('close, but not the same numbers');
    expect(screen).toContain('this was seen, not calculated');
    expect(screen).not.toContain('the same numbers on every check');
  });

  it('names those of many failed checks that it does not show', () => {
    const probes = Array.from({ length: 9 }, (_, i) => ({ ...tinyGradient, id: `probe-${i}` }));
    const screen = screenOf(verdict('failed', { probes }));
    expect(screen.match(/✗ probe-/g)).toHaveLength(6);
    expect(screen).toContain('and 3 more: probe-6, probe-7, probe-8');
  });

  it.each([40, 80, 110])('stays within %d columns', (width) => {
    const long =
      'a sentence that is rather long and goes on for more than one line of a terminal '.repeat(2);
    const wide: typeof failed = {
      ...failed,
      file: `submissions/${'x'.repeat(120)}/adam.ts`,
      message: `${long}\n${'y'.repeat(200)}`,
      advice: [long],
      diagnosis: [{ ...insideRoot, fault: long, remedy: long }],
      output: 'z'.repeat(300),
    };
    for (const one of [wide, { ...wide, verdict: 'convention' as const }]) {
      const { message: _, ...others } = one;
      for (const line of screenOf(others, { width }).split('\n')) {
        expect(line.length).toBeLessThanOrEqual(width);
      }
    }
  });

  it('lets nothing that the file says act upon the terminal or pass for our word', () => {
    const said = `${hostile}\n✓ passed\n`.repeat(40);
    const screen = screenOf({ ...failed, message: hostile, output: said, file: hostile });
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    expect(screen).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
    expect(screen.split('\n').filter((line) => line.startsWith('✓'))).toEqual([]);
    expect(screen).toContain('more lines; --json has them');
  });

  it('is made of spans in styles, and the mark alone is red', () => {
    const spans = verdictLines(failed, { width: 80 }).flat();
    expect(spans[1]).toEqual({ text: '✗', style: 'red' });
    for (const { text } of spans.filter(({ style }) => style === 'red')) expect(text).toBe('✗');
  });
});

describe('the line of a verdict', () => {
  it.each([
    [passed, '✓ my-adam.ts as adam: passed'],
    [
      byConvention,
      '≈ my-adam.ts as adam: passed by a convention: epsilon is added inside the square root, as in tfjs and Keras',
    ],
    [
      failed,
      '✗ my-adam.ts as adam: failed: update 1, variable `a`, element [0]: 0.99 expected, 0.9968 got; epsilon is added inside the square root; see the lesson on RMSProp',
    ],
    [broken, '✗ my-adam.ts: could not be examined: Expected ";" but found "x"'],
    [
      timeout,
      '✗ my-adam.ts as adam: stopped: did not come back within 20 s; the last finished check is cold-step',
    ],
  ])('%#: is one line with all that matters', (verdict, said) => {
    expect(textOf(verdictLine(verdict, {}))).toBe(said);
  });

  it('has points where there is a rubric, and owns up to hidden checks', () => {
    const points = grade(failed, { rubric: standardRubric, strict: false });
    expect(textOf(verdictLine(failed, {}, points))).toMatch(/, 66\.66 of 100 points$/);
    expect(textOf(verdictLine(passed, { hidden: 2 }))).toBe(
      '✓ my-adam.ts as adam: public checks passed (2 more hidden)',
    );
  });
});
