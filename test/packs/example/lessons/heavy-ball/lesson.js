import { curves, each, final, lesson, log } from 'downhill/node';

const rolls = each({ light: 'sgd', heavy: 'momentum' }, (name) => ({
  problem: { name: 'bowl', condition: 50, start: [1, 1] },
  optimizer: { name, learningRate: 0.02 },
  updates: 150,
}));

export default lesson({
  id: 'heavy-ball',
  lecture: 'A pack of your own',
  needs: ['gradient-descent'],
  concepts: ['momentum'],
  teaches: [{ member: 'momentum', source: 'src/heavy-ball.js' }],
  experiments: { rolls },
  measures: ({ rolls }) => ({ factor: final(rolls.light, 'loss') / final(rolls.heavy, 'loss') }),
  figures: ({ rolls }) => ({
    loss: curves({ y: log('loss'), entrants: [{ run: rolls.light }, { run: rolls.heavy }] }),
  }),
});
