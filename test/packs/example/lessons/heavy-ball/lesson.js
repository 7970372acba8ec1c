import { claim, curves, lesson, textbookPeer } from 'downhill/node';

const bowl = { name: 'bowl', condition: 50, start: [1, 1] };
const roll = (name) => ({
  problem: bowl,
  optimizer: { name, learningRate: 0.02 },
  updates: 150,
});
const end = (run) => run.series[0]?.loss.at(-1) ?? NaN;

export default lesson({
  id: 'heavy-ball',
  title: 'The heavy ball',
  lecture: 'A pack of your own',
  concepts: ['momentum'],
  needs: ['gradient-descent'],
  exercises: [
    {
      id: 'heavy-ball',
      source: 'heavy-ball.js',
      as: 'momentum',
      hints: [
        'What does the ball still have of the velocity of a moment ago?',
        '`faded(v, momentum)` is what is left of the velocity; the gradient is added to it.',
        'The weight moves against the new velocity, times the rate: `w.sub(v.mul(lr))`.',
      ],
    },
  ],
  predictions: [
    {
      id: 'first',
      question: 'After 150 updates at the same rate, which is lower?',
      choices: ['the one without a memory', 'the heavy ball'],
      answer: (runs) => (end(runs.light) < end(runs.heavy) ? 0 : 1),
      reveal: 'loss',
    },
  ],
  validates: [textbookPeer('momentum')],
  experiments: { light: roll('sgd'), heavy: roll('momentum') },
  figures: (runs) => ({
    loss: curves({
      title: 'A heavy ball rolls on where a light one creeps',
      subtitle: 'condition number 50 · rate 0.02',
      alt: 'Loss over 150 updates on a logarithmic axis: the heavy ball swings and falls far below plain descent.',
      y: { label: 'loss', scale: 'log' },
      entrants: [{ run: runs.light }, { run: runs.heavy }],
    }),
  }),
  claims: (runs) => ({
    factor: claim(
      'The loss of plain descent is {} times that of the heavy ball',
      end(runs.light) / end(runs.heavy),
      { above: 2 },
    ),
  }),
});
