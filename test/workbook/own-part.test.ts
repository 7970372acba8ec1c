import { describe, expect, it } from 'vitest';
import { stubOf } from '../../src/course/exercise-source.ts';
import { sideBySide } from '../../src/workbook/own-part.ts';
import { aLesson } from '../support/a-lesson.ts';

const lesson = aLesson('adamw', ['adamw']);
const task = { lesson, exercise: lesson.exercises[0] as NonNullable<(typeof lesson.exercises)[0]> };
const stub = await stubOf(task);
const fill = (code: string) => stub.replace(/ {4}throw new Error.*/, code);

describe('the reference beside their own', () => {
  it("shows the learner's lines without what was given, at the margin", async () => {
    const own =
      '    const decay = 1;\n    if (decay) {\n      return adam.update(step, slots, hyper);\n    }';
    expect(await sideBySide(task, fill(own))).toEqual({
      own: ['const decay = 1;', 'if (decay) {', '  return adam.update(step, slots, hyper);', '}'],
      reference: [
        'const w = step.w.mul(1 - step.lr * hyper.weightDecay);',
        'return adam.update({ ...step, w }, slots, hyper);',
      ],
      file: 'src/rules/adamw.ts',
    });
  });

  it('shows what they wrote outside of the region, too', async () => {
    const text = `${fill('    return helper();')}\nfunction helper() {}\n`;
    const { own } = await sideBySide(task, text);
    expect(own).toContain('function helper() {}');
    expect(own.some((line) => line.includes('return helper();'))).toBe(true);
  });

  it('shows a file that has nothing of the stub left as a whole', async () => {
    expect((await sideBySide(task, 'export class Mine {}\n')).own).toEqual([
      'export class Mine {}',
    ]);
    expect((await sideBySide(task, '')).own.join('')).toBe('');
  });
});
