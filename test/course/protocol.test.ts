import { describe, expect, it } from 'vitest';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { protocol } from '../../src/course/protocol.ts';
import type { RunRecord } from '../../src/training/experiment.ts';

const tuning = {
  option: 'learningRate',
  values: [0.1, 0.001, 0.01],
  score: 'loss',
  seeds: [101, 102],
  scores: [],
  best: 0.01,
  onBorder: false,
};
const race: RunRecord = {
  spec: {
    problem: { name: 'bowl', condition: 100, start: [1, 2] },
    optimizer: { name: 'adam', learningRate: { schedule: 'cosine', peak: 0.1, updates: 20 } },
    updates: 20,
  },
  backend: 'cpu',
  seeds: [1, 2],
  series: [],
  divergedAt: [null, null],
  final: {},
};
const conditions = (run: RunRecord) =>
  protocol({
    runs: { race: run },
    backend: 'cpu',
    versions: { downhill: '1.2.3' },
  } as unknown as LessonData).join('\n\n');

describe('the protocol', () => {
  it('has a row for each run, with all its conditions', () => {
    expect(conditions(race)).toContain(
      '| race | bowl, condition 100, start (1, 2) | adam, learningRate cosine(peak 0.1, updates 20) | none | 20 | 1, 2 |',
    );
  });

  it('states a goal and a penalty', () => {
    const spec = { ...race.spec, until: 1e-3, regularizer: { name: 'l2', l2: 0.5 } };
    expect(conditions({ ...race, spec })).toContain(
      '| l2, l2 0.5 | until loss 0.001, at most 20 |',
    );
  });

  it('has a table of its own for what trains nothing', () => {
    const text = protocol({
      runs: {
        race,
        shares: {
          spec: {
            study: 'lossSlice',
            problem: { name: 'digits', layers: [16] },
            points: 50,
            seeds: [3],
          },
          backend: 'cpu',
          seeds: [3],
          columns: [],
        },
      },
      backend: 'cpu',
      versions: {},
    } as unknown as LessonData).join('\n\n');
    expect(text).toContain('| shares | lossSlice, problem digits(layers (16)), points 50 | 3 |');
    expect(text).toContain('| race | bowl');
  });

  it('names backend and versions', () => {
    expect(conditions(race)).toContain('Backend `cpu`, downhill 1.2.3.');
  });

  it('states each search: values, range, seeds, score, choice', () => {
    const text = conditions({ ...race, tuning });
    expect(text).toContain('(learningRate tuned)');
    expect(text).toContain(
      '`race` was tuned on 3 values of `learningRate` from 0.001 to 0.1, each with seeds 101, 102, by `loss`: best 0.01.',
    );
    expect(text).not.toContain('Warning');
  });

  it('warns of a search whose best value lies on the border', () => {
    expect(conditions({ ...race, tuning: { ...tuning, onBorder: true } })).toContain(
      '**Warning: the best value of `learningRate` lies on the border of the search',
    );
  });

  it('states a search over two options, and warns of the one whose best value lies on the border', () => {
    const and = { option: 'weightDecay', values: [1, 3], scores: [], best: 3, onBorder: true };
    const text = conditions({ ...race, tuning: { ...tuning, and } });
    expect(text).toContain('(learningRate, weightDecay tuned)');
    expect(text).toContain(
      'on 3 values of `learningRate` from 0.001 to 0.1 times 2 values of `weightDecay` from 1 to 3, each with seeds 101, 102, by `loss`: best 0.01 and 3.',
    );
    expect(text).toContain('**Warning: the best value of `weightDecay`');
    expect(text).not.toContain('**Warning: the best value of `learningRate`');
  });

  it('states a goal on another series, and how long it must be kept', () => {
    const spec = { ...race.spec, until: { series: 'distance', below: 1e-3, stays: 50 } };
    expect(conditions({ ...race, spec })).toContain(
      '| until distance 0.001 and stays below for 50 more, at most 20 |',
    );
  });

  it('says nothing of a search where there was none', () => {
    expect(conditions(race)).not.toContain('tuned');
  });
});
