import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { solutionOf } from '../../src/course/exercise-source.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import { taskNamed } from '../../src/course/task.ts';
import { checkExercises, checkFile, isPass } from '../../src/workbook/check.ts';
import { usualCheck } from '../../src/workbook/usual-check.ts';
import { exerciseProgress, readProgress } from '../../src/workbook/progress.ts';
import { workbookFile } from '../../src/workbook/workbook.ts';

const folder = await mkdtemp(join(tmpdir(), 'downhill-check-'));
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['a built-in of tfjs', "import * as tf from '@tensorflow/tfjs';", 'tf.train.sgd(learningRate)'],
  ["downhill's own class", "import { SGD } from 'downhill';", 'new SGD({ learningRate })'],
])('does not take %s for an answer', async (_, imports, made) => {
  const file = join(folder, 'sgd.js');
  await writeFile(file, `${imports}\nexport const create = ({ learningRate }) => ${made};\n`);
  const verdict = await checkFile(file, taskNamed(await syllabus(), 'sgd'), usualCheck);
  expect(verdict.verdict).toBe('failed');
  expect(isPass(verdict)).toBe(false);
  expect(verdict.diagnosis[0]?.fault).toMatch(/not .*by hand|own/);
});

it('counts the checks of an exercise up to the one that passes', async () => {
  const workbook = join(folder, 'workbook');
  const task = taskNamed(await syllabus(), 'sgd');
  const right = await solutionOf(task);
  await mkdir(dirname(workbookFile(workbook, task)), { recursive: true });
  const tried = async (text: string) => {
    await writeFile(workbookFile(workbook, task), text);
    for await (const { verdict } of checkExercises(workbook, [task])) {
      return [isPass(verdict), exerciseProgress(await readProgress(workbook), 'sgd').tries];
    }
    return [];
  };
  const wrong = right.replace('g.mul(lr)', 'g.mul(2 * lr)');
  expect(await tried(wrong)).toEqual([false, 1]);
  expect(await tried(right)).toEqual([true, 2]);
  expect(await tried(right)).toEqual([true, 2]);
});
