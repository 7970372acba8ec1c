import type { Habits } from './rule-walk.ts';

/** A mistake around the rule: in the state, the count, the rate. */
export interface HabitFault {
  readonly id: string;
  readonly habits: Habits;
  readonly fault: string;
  readonly remedy: string;
  readonly first: string;
  readonly seen?: string;
  /** Seldom met: it is thought of when nothing else explains a file, and never together with another mistake. */
  readonly rare?: true;
}

type Row = readonly [id: string, habits: Habits, fault: string, seen?: string];

const rowsOf = (first: string, remedy: string, rows: readonly Row[], rare?: true): HabitFault[] =>
  rows.map(([id, habits, fault, seen]) => ({
    id,
    habits,
    fault,
    remedy,
    first,
    ...(seen !== undefined && { seen }),
    ...(rare && { rare }),
  }));

const ownState = 'keep a state of its own for each variable, by its name';
const ofTheObject = 'keep the state in the object, not in the class or the module';
const skipped =
  'skip a variable whose gradient is null or undefined: neither weight nor state changes';
const goThrough = 'go through all entries; do not return or break within the loop';
const allElements = 'compute with whole tensors, so that no element is left out';
const shrinkAll = 'shrink every variable that has a gradient, and no other';

/** Known mistakes that are not in the arithmetic; each is one habit. */
export const habitFaults: readonly HabitFault[] = [
  ...rowsOf('state', 'keep state in a map by the name of the variable', [
    [
      'state-by-position',
      { state: 'position' },
      'state is kept by the position of a variable in the list, so that variables swap their state when the order changes',
      'tfjs #4290',
    ],
  ]),
  ...rowsOf('state', ownState, [
    ['state-shared', { state: 'all' }, 'all variables share one state'],
    [
      'state-shared-and-counted',
      { state: 'all', count: 'updates' },
      'all variables share one state',
    ],
    ['state-by-shape', { state: 'shape' }, 'variables of the same shape share one state'],
    [
      'state-by-shape-and-counted',
      { state: 'shape', count: 'updates' },
      'variables of the same shape share one state',
    ],
  ]),
  ...rowsOf(
    'state',
    ownState,
    [
      [
        'state-shared-or-anew',
        { state: 'allAnew' },
        'all variables share one state, which starts anew whenever a variable of another shape comes',
      ],
      [
        'state-shared-or-anew-and-counted',
        { state: 'allAnew', count: 'updates' },
        'all variables share one state, which starts anew whenever a variable of another shape comes',
      ],
    ],
    true,
  ),
  ...rowsOf('state', 'keep the state from one update to the next', [
    [
      'state-forgotten',
      { state: 'none', count: 'updates' },
      'the state starts anew in every update, while the count goes on',
    ],
    ['everything-forgotten', { state: 'none' }, 'the state starts anew in every update'],
  ]),
  ...rowsOf('state', ofTheObject, [
    ['twins-share', { twins: 'together' }, 'all optimizers of the class share one state'],
    [
      'twins-share-and-count',
      { twins: 'together', count: 'updates' },
      'all optimizers of the class share one state',
    ],
  ]),
  ...rowsOf('t', 'keep the count in the object, not in the class or the module', [
    [
      'twins-share-count',
      { twins: 'counting', count: 'updates' },
      'all optimizers of the class share one count of updates',
    ],
  ]),
  ...rowsOf('t', 'count updates: raise t once, before the loop over the variables', [
    [
      'count-per-variable',
      { count: 'steps' },
      't advances once for each variable, not once for each update',
    ],
  ]),
  ...rowsOf('t', 'raise t by one in every update', [
    [
      'count-stopped',
      { count: 'stopped' },
      't never advances: every update is corrected as the first one',
    ],
  ]),
  ...rowsOf('t', 'raise t before it is used, so that it is 1 in the first update', [
    ['count-from-zero', { count: 'fromZero' }, 't is 0 in the first update'],
    ['count-from-zero-for-all', { count: 'updatesFromZero' }, 't is 0 in the first update'],
  ]),
  ...rowsOf('lr', 'read this.learningRate in every update', [
    [
      'rate-frozen',
      { rate: 'first' },
      'the learning rate is fixed when the optimizer is built; a change has no effect',
    ],
  ]),
  ...rowsOf('lr', 'read this.learningRate in the update that it is for', [
    ['rate-late', { rate: 'previous' }, 'a new learning rate takes effect one update late'],
  ]),
  ...rowsOf('g', skipped, [
    [
      'missing-as-zero',
      { missing: 'zero' },
      'a missing gradient is taken for zero, so that the variable moves on',
    ],
    [
      'missing-stops',
      { missing: 'stops' },
      'it stops at the first variable without a gradient: those behind it in the list are not updated',
    ],
    [
      'missing-skips-all',
      { missing: 'skipsAll' },
      'where one variable has no gradient, no variable is updated',
    ],
  ]),
  ...rowsOf(
    'g',
    skipped,
    [
      [
        'missing-again',
        { missing: 'again' },
        'a variable without a gradient moves on with its last one',
      ],
      [
        'missing-forgets',
        { missing: 'forgets' },
        'a variable loses its state when it has no gradient for once',
      ],
    ],
    true,
  ),
  ...rowsOf('w', goThrough, [
    ['first-variable-only', { updates: 'first' }, 'only the first variable is updated'],
  ]),
  ...rowsOf(
    'w',
    goThrough,
    [
      [
        'first-entry-only',
        { updates: 'entry' },
        'only the first entry of the list is updated, whichever variable it is',
      ],
      ['last-variable-only', { updates: 'last' }, 'only the last variable is updated'],
      [
        'matrices-only',
        { updates: 'matrices' },
        'only variables of two or more axes are updated; scalars and lists are not',
      ],
      ['lists-only', { updates: 'lists' }, 'variables of two or more axes are not updated'],
    ],
    true,
  ),
  ...rowsOf(
    'w',
    allElements,
    [
      [
        'first-axis-only',
        { elements: 'axis' },
        'only as many elements are updated as the first axis is long: the others of a matrix stay where they are',
      ],
      [
        'first-axis-only-no-scalars',
        { elements: 'axisOrNone' },
        'only as many elements are updated as the first axis is long: the others of a matrix stay where they are, and scalars never move',
      ],
      [
        'first-row-only',
        { elements: 'row' },
        'only the first row of a variable is updated (its first place along the first axis)',
      ],
      [
        'first-column-only',
        { elements: 'column' },
        'only the first column of a matrix is updated (its first place along the last axis)',
      ],
      [
        'first-element-only',
        { elements: 'one' },
        'only the first element of a variable is updated',
      ],
      ['last-element-only', { elements: 'last' }, 'only the last element of a variable is updated'],
      ['first-element-left', { elements: 'exceptFirst' }, 'the first element never moves'],
      ['last-element-left', { elements: 'exceptLast' }, 'the last element never moves'],
    ],
    true,
  ),
  ...rowsOf('w', shrinkAll, [
    ['decay-of-first-entry', { decays: 'entry' }, 'only the first entry of the list decays'],
    ['decay-of-first-variable', { decays: 'first' }, 'only the first variable decays'],
    [
      'decay-of-matrices',
      { decays: 'matrices' },
      'only variables of two or more axes decay; scalars and lists do not',
    ],
    [
      'decay-of-missing',
      { decays: 'listed' },
      'a variable that is listed without a gradient decays too',
    ],
    [
      'decay-of-every-variable',
      { decays: 'every' },
      'every variable decays in every update, also one without a gradient',
    ],
  ]),
  ...rowsOf('state', 'give slots and count in getWeights, and take copies of them in setWeights', [
    ['state-lost-on-resume', { resume: 'nothing' }, 'setWeights does not bring the state back'],
  ]),
  ...rowsOf('t', 'save t (iterations) together with the slots', [
    [
      'count-lost-on-resume',
      { resume: 'slots' },
      'setWeights brings the averages back but not the count t',
    ],
  ]),
  ...rowsOf(
    'state',
    'give slots and count in getWeights, and take copies of them in setWeights',
    [
      [
        'slots-lost-on-resume',
        { resume: 'count' },
        'setWeights brings the count t back but not the averages',
      ],
    ],
    true,
  ),
];
