import { describe, expect, it } from 'vitest';
import { quote, regions, standalone, stub } from '../../src/course/regions.ts';

const source = `import { Optimizer } from './optimizer.ts';
import { checkNumber } from '../shared/options.ts';

class SGD {
  update() {
    // #region exercise: step "down"
    const step = 1;

      return step;
    // #endregion
  }
}
`;

describe('regions', () => {
  it('finds the task and the lines between the marks', () => {
    expect(regions(source, 'sgd.ts')).toEqual([
      {
        task: 'step "down"',
        lines: ['    const step = 1;', '', '      return step;'],
        indent: '    ',
      },
    ]);
  });

  it('finds several, in their order', () => {
    const two = `${source}// #region exercise: second\nb\n// #endregion\n`;
    expect(regions(two, 'x').map(({ task }) => task)).toEqual(['step "down"', 'second']);
    expect(quote(two, 'x')).toMatch(/return step;\n\nb$/);
  });

  it.each([
    ['none', 'const a = 1;', 'x.ts: no exercise region'],
    [
      'a nested one',
      '// #region exercise: a\n// #region exercise: b\n// #endregion\n// #endregion',
      'x.ts:2: a region opens inside another; close the first',
    ],
    ['an unclosed one', '// #region exercise: a\nb', 'x.ts: the region "a" is never closed'],
    ['an unopened one', 'a\n  // #endregion', 'x.ts:2: #endregion closes nothing'],
  ])('refuses %s', (_, text, message) => {
    expect(() => regions(text, 'x.ts')).toThrow(message);
  });
});

it('quotes a region at the left margin, its own indentation kept', () => {
  expect(quote(source, 'sgd.ts')).toBe('const step = 1;\n\n  return step;');
});

describe('a stub', () => {
  const file = stub(source, 'sgd.ts');

  it('has the task in the place of the solution, as a comment and as what it throws', () => {
    expect(file).toContain(
      '    // TODO: step "down"\n    throw new Error("TODO: step \\"down\\"");\n  }',
    );
    expect(file).not.toContain('const step');
    expect(file).not.toMatch(/#region|#endregion/);
  });

  it('keeps everything around the region', () => {
    expect(file).toMatch(/class SGD \{\n {2}update\(\) \{\n/);
    expect(file.endsWith('  }\n}\n')).toBe(true);
  });

  it('imports the package in the place of its neighbours, all in one line', () => {
    expect(file.match(/^import .*$/gm)).toEqual([
      expect.stringMatching(/^import \{ \w.*, .*\w \} from 'downhill';$/),
    ]);
  });

  it('breaks that line where it is long, and leaves out what is named twice', () => {
    const names = Array.from({ length: 12 }, (_, i) => `aName${i}`);
    const lines = `import { ${names.join(', ')} } from './a.ts';\nimport type { B } from '../b.ts';\nimport { aName3 } from '../c.ts';\n`;
    const made = standalone(`${lines}const x = 1;\n`);
    expect(made).toBe(
      `import {\n${[...names, 'type B'].map((name) => `  ${name},\n`).join('')}} from 'downhill';\nconst x = 1;\n`,
    );
  });
});

it('leaves imports of packages as they are when a file is made to stand alone', () => {
  expect(standalone("import * as tf from '@tensorflow/tfjs';")).toBe(
    "import * as tf from '@tensorflow/tfjs';",
  );
});

it('keeps the formula, which is the answer, out of a stub', () => {
  const told = `/**\n * Plain descent.\n * @formula w ← w −\n *   lr·g\n * @use Always.\n * @see Robbins\n */\n${source}`;
  expect(stub(told, 'sgd.ts')).toMatch(
    /^\/\*\*\n \* Plain descent\.\n \* @use Always\.\n \* @see Robbins\n \*\/\n/,
  );
  const last = `/**\n * @formula w ← w − lr·g\n */\n${source}`;
  expect(stub(last, 'sgd.ts')).toMatch(/^\/\*\*\n \*\/\n/);
});
