import * as callbacks from '../src/callbacks/index.ts';
import * as gradients from '../src/gradients/index.ts';
import * as problems from '../src/problems/index.ts';
import * as regularizers from '../src/regularizers/index.ts';
import { scheduleNames } from '../src/schedules/index.ts';
import * as transforms from '../src/transforms/index.ts';
import * as wrappers from '../src/wrappers/index.ts';
import { docstringOf, docstrings, firstSentence } from './docstring.ts';
import { markdownTable } from './markdown-table.ts';

/** What of a room's exports a user builds with: not the classes behind functions, nor what reads configs or writes bytes. */
const functionsOf = (room: object) =>
  Object.keys(room)
    .filter((name) => /^[a-z]/.test(name) && !/^(?:is|as)[A-Z]|(?:FromConfig|Record)$/.test(name))
    .toSorted();
const classesOf = (room: object) =>
  Object.keys(room)
    .filter((name) => /^[A-Z]/.test(name))
    .toSorted();

interface Chapter {
  readonly title: string;
  readonly room: string;
  readonly names: readonly string[];
  readonly about: string;
}

const chapters: readonly Chapter[] = [
  {
    title: 'Schedules',
    room: 'schedules',
    names: [...scheduleNames, 'schedule', 'registerSchedule', 'scaleLearningRate'],
    about:
      'A learning rate for each update, counted from 0: the option `learningRate` of every rule takes one in place of a number, and so does every other number among its options (`weightDecay`, `momentum`, ...). They nest.',
  },
  {
    title: 'Regularizers',
    room: 'regularizers',
    names: [...Object.keys(regularizers.regularizers), 'penalty', 'layerRegularizer'],
    about: 'A penalty on a weight, to be added to a loss or handed to a layer.',
  },
  {
    title: 'Transforms',
    room: 'transforms',
    names: functionsOf(transforms),
    about:
      'What happens to all gradients before the rule sees them: the option `transforms` of every rule, in its order.',
  },
  {
    title: 'Wrappers',
    room: 'wrappers',
    names: classesOf(wrappers),
    about: 'Optimizers around an optimizer, which `model.compile` takes as any other.',
  },
  {
    title: 'Callbacks',
    room: 'callbacks',
    names: functionsOf(callbacks),
    about: 'For `model.fit(x, y, { callbacks: [...] })`; `evaluateLoss` stands by itself.',
  },
  {
    title: 'Gradients',
    room: 'gradients',
    names: functionsOf(gradients),
    about: 'Is a gradient right?',
  },
  {
    title: 'Problems',
    room: 'problems',
    names: [
      ...functionsOf(problems).filter((name) => name !== 'problems'),
      ...Object.keys(problems.problems),
    ],
    about:
      "Small tasks to try an optimizer on, the same for the same seed: `await problem({ name: 'bowl', condition: 100 }, random(1))`.",
  },
];

/** `docs/library.md`: what there is besides optimizers, a sentence for each. */
export function libraryDoc(): string {
  const parts = chapters.map(({ title, room, names, about }) => {
    const docs = docstrings(room);
    const rows = names.map((name) => {
      const { path, text, tags } = docstringOf(docs, name);
      return [`[\`${name}\`](../${path})`, firstSentence(text), tags['see'] ?? ''];
    });
    return `## ${title}\n\n${about}\n\n${markdownTable(['name', 'what it does', 'source'], rows)}\n`;
  });
  return `# The library besides optimizers

<!-- Written by \`npm run docs\` from the comments in src/. Change those, not this page. -->

All of it comes from \`downhill\`, for Node and browsers. The optimizers have a page of their own: [optimizers.md](optimizers.md).

${parts.join('\n')}`;
}
