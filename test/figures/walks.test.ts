import { expect, it } from 'vitest';
import { walks } from '../../src/figures/index.ts';
import { measureStudy, type Study } from '../../src/studies/index.ts';

const window = { x: [-2, 2], y: [-1, 2] } as const;
const study = (minimizer: object): Study => ({
  study: 'minimizerWalk',
  problem: { name: 'rosenbrock' },
  updates: 200,
  minimizer,
});

it('draws each walk over the landscape of its problem, with a dot at every update of a short one', async () => {
  const [newton, descent] = [
    await measureStudy(study({ name: 'newton' })),
    await measureStudy(study({ name: 'sgd', learningRate: 1e-3 })),
  ];
  const drawing = walks({
    window,
    walks: [
      { walk: newton, label: 'Newton', style: 'newton', note: 'a few updates' },
      { walk: descent, label: 'descent', style: 'sgd' },
    ],
  });
  expect(drawing.landscapes).toHaveLength(1);
  expect(drawing.panels.map(({ title, note, minimum }) => ({ title, note, minimum }))).toEqual([
    { title: 'Newton', note: 'a few updates', minimum: [1, 1] },
    { title: 'descent', note: undefined, minimum: [1, 1] },
  ]);
  const [short, long] = drawing.panels.map(({ paths }) => paths[0]);
  expect(short?.points[0]).toEqual([-1.2, 1]);
  expect(short?.points.at(-1)?.[0]).toBeCloseTo(1, 3);
  expect([short?.dotEvery, long?.dotEvery]).toEqual([1, 0]);
});

it('asks for walks over a landscape', async () => {
  const chords = await measureStudy({ study: 'chords' });
  const drawn = () => walks({ window, walks: [{ walk: chords, label: 'a', style: 'sgd' }] });
  expect(drawn).toThrow('walks: the first must be a walk over a landscape of two weights');
});
