import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { found, studied } from '../../src/figures/index.ts';
import { measureSeed, measureStudy, studies, type StudyKind } from '../../src/studies/index.ts';

await useBackend('cpu');

const kinds = Object.entries<StudyKind>(studies);

describe.each(kinds)('the study %s', (study, kind) => {
  it('says what it is about, and has a range for every option', () => {
    expect(kind.about).toMatch(/^[a-z].*[^.]$/);
    for (const name of Object.keys(kind.defaults)) expect(kind.ranges).toHaveProperty(name);
  });

  it('refuses an option that it does not have', async () => {
    await expect(measureSeed({ study, drawz: 3 }, 1)).rejects.toThrow('unknown option "drawz"');
  });
});

describe('a study', () => {
  const coin = { study: 'randomCurvatures', dimensions: 2, draws: 50 };

  it('has the same columns under the same seed, and others under another', async () => {
    const [one, again, other] = await Promise.all([1, 1, 2].map((seed) => measureSeed(coin, seed)));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('is done once for each seed, whose mean and range are drawn', async () => {
    const record = await measureStudy({ ...coin, seeds: [4, 7] });
    const shares = await Promise.all(
      [4, 7].map(async (seed) => (await measureSeed(coin, seed))['minimum'] as number[]),
    );
    expect(record).toMatchObject({ backend: 'cpu', seeds: [4, 7], spec: { seeds: [4, 7] } });
    expect(found(record, 'minimum')[1]).toBeCloseTo(
      ((shares[0]?.[1] ?? 0) + (shares[1]?.[1] ?? 0)) / 2,
    );
    const line = studied(record, 'dimension', 'minimum');
    expect(line.x).toEqual([1, 2]);
    expect(line.low?.[1]).toBe(Math.min(...shares.map((one) => one[1] as number)));
    expect(line.high?.[1]).toBe(Math.max(...shares.map((one) => one[1] as number)));
    expect(() => found(record, 'minima')).toThrow(
      'unknown column "minima"; did you mean "minimum"?',
    );
  });

  it.each([
    [
      { study: 'randomCurvature' },
      'unknown study "randomCurvature"; did you mean "randomCurvatures"?',
    ],
    [
      { study: 'randomCurvatures', draws: 0 },
      'randomCurvatures: draws must be a whole number of at least 1, got 0',
    ],
  ])('says what is wrong with %j', async (study, message) => {
    await expect(measureStudy(study)).rejects.toThrow(message);
  });
});
