import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../src/sandbox/examine.ts';
import { filesIn, importable, libraries, right, trouble, verdictOn } from './right-files.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('right files, in many styles', () => {
  it.each(importable())('%s passes', async (file) => {
    const judged = await verdictOn(file, 1);
    expect([judged.verdict, ...trouble(judged)]).toEqual(['passed']);
  });

  it('whose rate cannot be changed from outside pass with advice', async () => {
    const { probes, advice } = await verdictOn('adam.private-rate.ts', 1);
    expect(probes.find(({ id }) => id === 'rate-change')?.skipped).toContain('learning rate');
    expect(advice.join(' ')).toContain('no way to change its learning rate');
  });

  it('without a default pass with advice', async () => {
    const { probes, advice } = await verdictOn('adam.private-rate.ts', 1);
    expect(probes.find(({ id }) => id === 'defaults')?.skipped).toContain('no defaults');
    expect(advice.join(' ')).toContain('no defaults of its own');
  });

  it.each(['adam.saved-by-name.ts', 'adam.saved-by-order.ts', 'adam.subclass.ts'])(
    '%s is really led through a resume',
    async (file) => {
      const { probes } = await verdictOn(file, 1);
      expect(probes.find(({ id }) => id === 'resume')).not.toHaveProperty('skipped');
    },
  );
});

describe('conventions of libraries', () => {
  it('are all listed with their library', () => {
    expect(filesIn(`${right}conventions/`)).toEqual(Object.keys(libraries).toSorted());
  });

  it.each(Object.entries(libraries))('%s is called a convention, of %s', async (file, library) => {
    const judged = await verdictOn(`conventions/${file}`, 1);
    expect(judged, JSON.stringify(trouble(judged), null, 1)).toMatchObject({
      verdict: 'convention',
    });
    // Where the probes cannot tell two conventions apart, both are named.
    expect(judged.diagnosis.map((one) => one.library ?? '').join('; ')).toMatch(library);
    expect(judged.diagnosis.filter((one) => one.library === undefined)).toEqual([]);
  });
});

describe('right files through the whole examination', () => {
  it.each([
    ['adam.commonjs.cjs', 'adam'],
    ['adam.several-files.ts', 'adam'],
    ['adam.enum.ts', 'adam'],
    ['cosine.clamped.cjs', 'cosine'],
    ['sgd.minimize-only.js', 'sgd'],
    ['l2.keras-class.ts', 'l2'],
    ['warmup.of-the-lesson.ts', 'warmup'],
    ['adamw.subclass-of-own-adam.ts', 'adamw'],
    ['nesterov.subclass.ts', 'nesterov'],
  ])('%s passes', async (file, member) => {
    const limits = { backend: 'auto', seed: 2, seconds: 30, megabytes: 1024 };
    const judged = await examine(right + file, limits);
    expect([judged.as, judged.verdict, judged.message, ...trouble(judged)]).toEqual([
      member,
      'passed',
      undefined,
    ]);
  });
});
