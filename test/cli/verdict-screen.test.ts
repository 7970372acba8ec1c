import { describe, expect, it } from 'vitest';
import { verdictLine } from '../../src/cli/verdict-line.ts';
import { verdictScreen, type Paint } from '../../src/cli/verdict-screen.ts';
import { grade, standardRubric } from '../../src/grading/index.ts';
import {
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
} from '../grading/verdicts.ts';

const paint: Paint = (_, text) => text;
const plain = { width: 80, paint, strict: false };

describe('the screen of a verdict', () => {
  it('says who, as what, where it fails, which mistake it is, what to read, and the prints apart', () => {
    expect(verdictScreen(failed, plain)).toBe(`\
✗ my-adam.ts as adam (optimizer): failed, 2 of 3 checks passed
  wasm, seed 1, 1.3 s

  ✗ tiny-gradient: gradients near 1e-6
    update 1, variable \`a\`, element [0]: 0.99 expected, 0.9968 got
    error 0.0069, allowed 1e-6; wrong first: denominator
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

Try: npx downhill verify my-adam.ts --as adam --watch
`);
  });

  it('of a convention names the library, and a strict one calls it a mistake', () => {
    const screen = verdictScreen(byConvention, plain);
    expect(screen).toContain(
      '≈ my-adam.ts as adam (optimizer): passed by a convention, 2 of 3 checks strictly',
    );
    expect(screen).toContain('as in tfjs and Keras');
    expect(screen).not.toMatch(/The mistake|Try:/);
    const strict = verdictScreen(byConvention, { ...plain, strict: true });
    expect(strict).toMatch(/^✗ .*failed \(--strict\)/);
    expect(strict).toContain('The mistake');
    expect(strict).not.toContain('Not a mistake');
  });

  it('of a file that passes is short', () => {
    const screen = verdictScreen({ ...passed, probes: [coldStep] }, plain);
    expect(screen).toBe(
      '✓ my-adam.ts as adam (optimizer): passed, 1 of 1 check passed\n  wasm, seed 1, 1.3 s\n',
    );
  });

  it.each([
    [timeout, 'stopped', 'did not come back within 20 s'],
    [broken, 'could not be examined', '      my-adam.ts:3:7'],
  ])(
    '%#: of a file that could not be examined gives the reason and a way on',
    (verdict, word, reason) => {
      const screen = verdictScreen(verdict, plain);
      expect(screen).toContain(`: ${word}\n`);
      expect(screen).toContain(reason);
      expect(screen).toMatch(/\nTry: npx downhill verify my-adam\.ts.* --watch\n$/);
    },
  );

  it('gives no command to type where it is examined again anyway', () => {
    expect(verdictScreen(failed, { ...plain, watching: true })).not.toContain('Try:');
  });

  it('says no more than that public checks passed where others are hidden', () => {
    expect(verdictScreen(passed, { ...plain, hidden: 3 })).toMatch(
      /^✓ my-adam\.ts as adam \(optimizer\): 2 of 2 public checks passed; 3 more are hidden\n/,
    );
  });

  it('never calls a near mistake or a symptom the mistake', () => {
    const close = { ...insideRoot, match: 'close' as const };
    const screen = verdictScreen(
      { ...failed, diagnosis: [close, { ...close, match: 'symptom' }] },
      plain,
    );
    expect(screen).toContain('close, but not the same numbers');
    expect(screen).toContain('this was seen, not calculated');
    expect(screen).not.toContain('the same numbers on every check');
  });

  it('names those of many failed checks that it does not show', () => {
    const probes = Array.from({ length: 9 }, (_, i) => ({ ...tinyGradient, id: `probe-${i}` }));
    const screen = verdictScreen(verdict('failed', { probes }), plain);
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
      for (const line of verdictScreen(others, { ...plain, width }).split('\n')) {
        // The command to copy is not broken.
        if (!line.startsWith('Try:')) expect(line.length).toBeLessThanOrEqual(width);
      }
    }
  });

  it('lets nothing that the file says act upon the terminal or pass for our word', () => {
    const said = `${hostile}\n✓ passed\n`.repeat(40);
    const screen = verdictScreen(
      { ...failed, message: hostile, output: said, file: hostile },
      plain,
    );
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    expect(screen).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
    expect(screen.split('\n').filter((line) => line.startsWith('✓'))).toEqual([]);
    expect(screen).toContain('more lines; --json has them');
  });

  it('is coloured by whom it is told to', () => {
    const marked: Paint = (style, text) => `<${style}>${text}</${style}>`;
    const screen = verdictScreen(failed, { ...plain, paint: marked });
    expect(screen).toMatch(/^<red>✗<\/red> <bold>my-adam\.ts/);
    expect(screen.replaceAll(/<\/?(?:red|bold|dim)>/g, '')).toBe(verdictScreen(failed, plain));
  });
});

describe('the line of a verdict', () => {
  const line = { paint, strict: false, hidden: 0 };

  it.each([
    [passed, '✓ my-adam.ts as adam: passed'],
    [
      byConvention,
      '≈ my-adam.ts as adam: passed, epsilon is added inside the square root, as in tfjs and Keras',
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
    expect(verdictLine(verdict, line)).toBe(said);
  });

  it('has points where there is a rubric, and owns up to hidden checks', () => {
    const points = grade(failed, { rubric: standardRubric, strict: false });
    expect(verdictLine(failed, { ...line, grade: points })).toMatch(/, 66\.66 of 100 points$/);
    expect(verdictLine(passed, { ...line, hidden: 2 })).toBe(
      '✓ my-adam.ts as adam: public checks passed (2 more hidden)',
    );
  });
});
