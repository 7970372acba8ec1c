import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { syllabus } from '../../src/course/syllabus.ts';
import { taskNamed } from '../../src/course/task.ts';
import { checkFile, isPass, usualCheck } from '../../src/workbook/check.ts';

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
