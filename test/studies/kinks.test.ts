import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

it('mixes both slopes of a ReLU within a step of its kink, and none beyond', async () => {
  const h = 0.1;
  const { distance = [], error = [] } = await measureSeed({ study: 'kinkError', h }, 1);
  for (const [i, d] of distance.entries()) {
    // Of the way from d - h to d + h only the part above 0 rises.
    const slope = d < h ? (d + h) / (2 * h) : 1;
    expect(error[i]).toBeCloseTo((1 - slope) / (1 + slope), 5);
  }
});

it('alarms for the right gradient of a network with kinks, and not for one without', async () => {
  const alarm = async (activation: string) => {
    const { error } = await measureSeed({ study: 'kinkAlarm', activation, sample: 40 }, 1);
    return error?.[0] ?? NaN;
  };
  expect(await alarm('relu')).toBeGreaterThan(1e-3);
  expect(await alarm('tanh')).toBeLessThan(1e-3);
});
