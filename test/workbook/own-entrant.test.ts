import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { withOwnEntrant } from '../../src/workbook/own-entrant.ts';
import { withLearner } from '../../src/workbook/with-learner.ts';
import { findings } from '../../src/course/findings.ts';
import { paths } from '../../src/course/paths.ts';
import {
  curves,
  dots,
  finals,
  linear,
  log,
  sensitivity,
  styleOf,
} from '../../src/figures/index.ts';
import { trainings } from '../../src/course/lesson.ts';
import { run } from '../../src/training/run.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import { aLesson } from '../support/a-lesson.ts';

await useBackend('cpu');

const problem = { name: 'bowl', condition: 5, start: [1, 1] };
const walk = (name: string, tune?: Experiment['tune']): Experiment => ({
  problem,
  optimizer: { name, learningRate: 0.1 },
  updates: 6,
  seeds: [1, 2],
  path: true,
  ...(tune && { tune }),
});
const runs = {
  plain: await run(walk('sgd')),
  heavy: await run(walk('momentum')),
  tuned: await run(walk('momentum', { values: [0.05, 0.1, 0.2], score: 'loss', seeds: [9] })),
};
/** The parts of figures that are looked at. */
type Shown = Readonly<
  Record<
    string,
    {
      readonly subtitle: string;
      readonly alt: string;
      readonly lines: readonly {
        readonly label: string;
        readonly style: string;
        readonly y: readonly number[];
      }[];
      readonly rows: readonly { readonly label: string }[];
      readonly panels: readonly { readonly title: string }[];
    }
  >
>;
const lesson = aLesson('a', [], {
  words: ['loss', 'end', 'paths', 'search'].map((id) => `![A.](${id} 'T')\n_S_`).join('\n\n'),
  figures: (all) => {
    const [plain, heavy, tuned] = [all['plain'], all['heavy'], all['tuned']] as [
      typeof runs.plain,
      typeof runs.heavy,
      typeof runs.tuned,
    ];
    return {
      loss: curves({ y: log('loss'), entrants: [{ run: plain }, { run: heavy }] }),
      end: dots({
        x: linear('loss'),
        rows: finals('loss', [{ run: plain }, { run: heavy, label: 'heavy' }]),
      }),
      paths: paths({ entrants: [{ run: plain }, { run: heavy }] }),
      search: sensitivity({ y: linear('loss'), entrants: [{ run: tuned }] }),
    };
  },
});
const drawn = (of: typeof runs) => findings(lesson, of).figures;

describe("a learner's rule", () => {
  const asked: Experiment[] = [];
  const own = withLearner(runs, 'momentum', async (experiment) => {
    asked.push(experiment);
    return run({ ...experiment, optimizer: { ...experiment.optimizer, momentum: 0.5 } });
  });

  it('runs where the library runs its own, at what was best for that, and nowhere else', async () => {
    const all = trainings(await own);
    expect(all['plain']).toBe(runs.plain);
    expect(asked.map(({ optimizer, seeds }) => [optimizer.learningRate, seeds])).toEqual([
      [0.1, [1, 2]],
      [runs.tuned.tuning?.best, [1, 2]],
    ]);
    expect(asked.every(({ tune }) => tune === undefined)).toBe(true);
    expect(all['tuned']?.tuning).toEqual(runs.tuned.tuning);
    expect(all['heavy']?.final['loss']).not.toEqual(runs.heavy.final['loss']);
  });

  it('stands in each chart with the line that it should equal, with its own numbers', async () => {
    const before = JSON.stringify(drawn(runs));
    const figures = withOwnEntrant(lesson, runs, await own) as unknown as Shown;
    expect(figures['loss']?.lines.map(({ label }) => label)).toEqual(['SGD', 'Momentum', 'yours']);
    const [, reference, mine] = figures['loss']?.lines ?? [];
    expect(mine?.y).toHaveLength(reference?.y.length ?? NaN);
    expect(mine?.y).not.toEqual(reference?.y);
    expect(figures['end']?.rows.map(({ label }) => label)).toEqual([
      'SGD',
      'heavy',
      'yours: heavy',
    ]);
    expect(figures['paths']?.panels.map(({ title }) => title)).toEqual([
      'SGD',
      'Momentum',
      'yours: Momentum',
    ]);
    for (const id of ['loss', 'end', 'paths']) {
      expect(figures[id]?.subtitle).toMatch(/“yours”: your rule$/);
      expect(figures[id]?.alt).toMatch(/^A\. Your own rule/);
    }
    expect(JSON.stringify(drawn(runs))).toBe(before);
  });

  it('has a name and a color for each line where there are several', async () => {
    const several = aLesson('a', [], {
      words: "![A.](loss 'T')\n_S_",
      figures: (all) => {
        const [heavy, tuned] = [all['heavy'], all['tuned']] as [
          typeof runs.heavy,
          typeof runs.tuned,
        ];
        const entrants = [
          { run: heavy, label: 'bold', style: 'ramp:0/2' },
          { run: tuned, label: 'careful', style: 'ramp:1/2' },
        ];
        return { loss: curves({ y: log('loss'), entrants }) };
      },
    });
    const figures = withOwnEntrant(several, runs, await own) as unknown as Shown;
    const [, , ...added] = figures['loss']?.lines ?? [];
    expect(added.map(({ label }) => label)).toEqual(['yours: bold', 'yours: careful']);
    expect(new Set(added.map(({ style }) => styleOf(style).color)).size).toBe(2);
  });

  it('stands also in what is drawn as a share of the first number', async () => {
    const shares = aLesson('a', [], {
      words: "![A.](loss 'T')\n_S_",
      figures: (all) => {
        const drawing = curves({ y: linear('loss'), entrants: [{ run: all['heavy'] as never }] });
        const lines = drawing.lines.map((line) => ({
          ...line,
          y: line.y.map((value) => Math.round((1e6 * (value as number)) / (line.y[0] as number))),
        }));
        return { loss: { ...drawing, lines } };
      },
    });
    const figures = withOwnEntrant(shares, runs, await own) as unknown as Shown;
    expect(figures['loss']?.lines.map(({ label }) => label)).toEqual(['Momentum', 'yours']);
  });

  it('says by which convention it may part from its reference', async () => {
    const convention = { fault: 'the velocity holds the learning rate', library: 'CS231n' };
    const figures = withOwnEntrant(lesson, runs, await own, convention) as unknown as Shown;
    expect(figures['loss']?.subtitle).toContain(
      'in it the velocity holds the learning rate, as CS231n has it, which is no mistake',
    );
    expect(figures['loss']?.alt).toContain('Where the two part: in it the velocity');
    expect(figures['search']?.subtitle).not.toContain('CS231n');
  });

  it('leaves charts alone that show nothing of it', async () => {
    const figures = withOwnEntrant(lesson, runs, await own);
    expect(figures['search']).toEqual(drawn(runs)['search']);
    const untouched = withOwnEntrant(lesson, runs, runs);
    expect(untouched).toEqual(drawn(runs));
  });
});
