import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { importable, libraries, trouble, verdictOn } from '../verify/right-files.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each([2, 3, 4])('with the numbers of seed %i', (seed) => {
  it.each(importable())('%s passes', async (file) => {
    const judged = await verdictOn(file, seed);
    expect([judged.verdict, ...trouble(judged)]).toEqual(['passed']);
  });

  it.each(Object.keys(libraries))('%s is called a convention', async (file) => {
    const judged = await verdictOn(`conventions/${file}`, seed);
    expect(judged, JSON.stringify(trouble(judged))).toMatchObject({ verdict: 'convention' });
  });
});
