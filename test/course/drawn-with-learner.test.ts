import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { drawnWithLearner } from '../../src/course/drawn-with-learner.ts';
import type { Lesson } from '../../src/course/lesson.ts';
import { withLearner } from '../../src/course/with-learner.ts';
import { contours, curves, dots, finals } from '../../src/figures/index.ts';
import type { Curves, Dots, Contours } from '../../src/figures/index.ts';
import { landscape } from '../../src/problems/index.ts';
import type { RunRecord } from '../../src/training/experiment.ts';
import { run } from '../../src/training/run.ts';

await useBackend('cpu');

const problem = { name: 'bowl', condition: 3 };
const experiment = (name: string) => ({
  problem,
  optimizer: { name, learningRate: 0.1 },
  updates: 5,
  path: true,
});
const words = { title: 'a', subtitle: 'b', alt: 'c' };
const lesson = {
  figures: (runs: Record<string, RunRecord>) => {
    const entrants = Object.values(runs).map((one) => ({ run: one }));
    const x = { label: 'loss', scale: 'linear' as const };
    return {
      lines: curves({ ...words, y: x, entrants }),
      rows: dots({ ...words, x, rows: finals(entrants, 'loss') }),
      paths: contours({ ...words, ...(landscape(problem) as object), entrants } as never),
    };
  },
} as unknown as Lesson;

describe('drawnWithLearner', () => {
  it('draws theirs beside the library’s in every chart, even when it is the same to the last bit', async () => {
    const runs = { plain: await run(experiment('sgd')), heavy: await run(experiment('momentum')) };
    const theirs = await withLearner(runs, 'momentum', (one) => run(one));
    expect(theirs['heavy']).toEqual(runs.heavy);
    const figures = drawnWithLearner(lesson, runs, theirs, 'momentum');
    const labels = (parts: readonly { readonly label: string }[]) =>
      parts.map(({ label }) => label);
    const all = ['SGD', 'Momentum', 'yours (Momentum)'];
    expect(labels((figures['lines'] as Curves).lines)).toEqual(all);
    expect(labels((figures['rows'] as Dots).rows)).toEqual(all);
    expect(labels((figures['paths'] as Contours).panels.flatMap(({ paths }) => paths))).toEqual(
      all,
    );
    expect((figures['lines'] as Curves).lines[2]).toMatchObject({ style: 'yours' });
  });
});
