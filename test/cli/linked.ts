import { linkHash, type LabState } from '../../src/lab/link.ts';

/** What a reader has before them: SGD on a bowl, and two who walk along. */
export const state: LabState = {
  v: 1,
  view: 'map',
  experiment: {
    problem: { name: 'bowl', condition: 20 },
    optimizer: { name: 'sgd', learningRate: 0.02 },
    updates: 40,
  },
  update: 7,
  entrants: [
    { name: 'adam', learningRate: 0.1 },
    { name: 'sgd', learningRate: 0.5 },
  ],
};
/** The link to it, as the page shows it. */
export const link = `file:///somewhere/lab.html${linkHash(state)}`;
