import { styleKey, styleOf, styles } from '#src/figures/styles';
import { sweptRates } from '#src/lab/sweep';
import { numberText as split } from '#src/figures/number-text';
import type { Lock } from '#src/lab/locks';
import type { Task } from '#src/lab/task';

/** A number that stays on one line. */
export const number = (value: number, digits?: number) =>
  split(value, digits).replaceAll(' ', '\u00A0');

/** A height above the lowest point; below this, doubles have no more to say. */
const above = (height: number) => (height < 1e-16 ? '< 10⁻¹⁶' : number(height, 2));

const nameOf = (rule: string) => styleOf(styleKey(rule)).label;

/** What stands in the file of the page itself. */
export const fileSays = {
  noScript: 'This page computes everything here, and needs scripts for it. The lessons do not.',
  nav: { label: 'Course', home: 'downhill', lessons: 'All lessons', lab: 'Lab' },
  skip: 'Skip to the picture',
} as const;

/**
 * What the page says from its start; what a view says that is opened later has a list of its own, which travels with that
 * view, and so have the live figures of lessons. A translation is this one file. Sentences with numbers are functions of them.
 */
export const words = {
  title: 'Walk downhill',
  lead: (most: number) =>
    `One landscape, one start, up to ${most} rules. Drag the start, turn a rate, and all of them walk again, by the very code that the tests of this course check.`,
  teach: 'For teachers',
  views: {
    label: 'Views',
    map: 'Map',
    inside: 'Inside',
    rate: 'Rate',
    noise: 'Noise',
    schedule: 'Schedule',
    sensitivity: 'Sensitivity',
    penalty: 'Penalty',
    net: 'Net',
    ownRule: 'Your rule',
  },

  grounds: {
    label: 'Landscape',
    bowl: ['Bowl', 'a valley that is steeper across than along'],
    noisyBowl: ['Noisy bowl', 'each slope that is felt is a little wrong'],
    saddle: ['Saddle', 'flat where it matters: a ridge between two valleys'],
    twoWells: ['Two wells', 'a deep well, and a shallow one on the way'],
    rosenbrock: ['Rosenbrock', 'a narrow valley that bends'],
    beale: ['Beale', 'a plain that is nearly flat, between steep walls'],
    himmelblau: ['Himmelblau', 'a hill between four wells of the same depth'],
    plateau: ['Plateau', 'a plain with hardly any slope, and a well in it'],
  } as Readonly<Record<string, string | readonly [string, string]>>,

  map: {
    label: 'Paths over the landscape',
    start: 'Start',
    startIs: (x: number, y: number) => `Start at ${number(x)}, ${number(y)}`,
    startKeys: 'Drag it, or move it with the arrow keys; with Shift in small steps.',
    lower: 'deeper blue is lower',
    minimum: 'lowest point',
    diverged: (update: number) => `diverged at update ${update}`,
    chart: 'Loss above the lowest point, by update',
    chartAxis: 'loss above the lowest',
  },

  transport: {
    label: 'Walk',
    first: 'To the start',
    back: 'One update back',
    play: 'Play',
    pause: 'Pause',
    on: 'One update on',
    last: 'To the end',
    scrub: 'Update shown',
    at: (update: number, of: number) => `update ${update} of ${of}`,
    keys: 'Space plays, arrow keys step, Home and End jump.',
  },

  conditions: {
    label: 'Conditions',
    updates: 'updates',
    seed: 'seed of the noise',
    penalty: (name: string) => `Everyone walks with the penalty ${nameOf(name)}, too.`,
    drop: 'Without it',
  },

  rules: {
    label: 'Rules',
    pick: 'Rule',
    add: 'Add a rule …',
    addLabel: 'Add a rule',
    tuneAll: 'Best rate for all',
    tuneHint: (tried: number) =>
      `Each rule tries the same ${tried} rates here and takes the one that ends lowest.`,
    remove: (name: string) => `Remove ${name}`,
    rate: 'rate',
    tune: 'best',
    tuneLabel: (name: string) => `Best rate for ${name}`,
    options: 'formula',
    option: (name: string, value: number) => `${optionWords(name)} ${value}`,
    constant: 'hold it constant',
    scheduled: (name: string, first: number, last: number) =>
      `rate by ${name}: ${number(first)} to ${number(last)}`,
    full: (most: number) => `${most} rules are as many as can be told apart.`,
    nowhere: (name: string) => `${name} diverges at every rate that was tried.`,
    above,
    use: 'When:',
  },

  options: {
    learningRate: 'rate',
    beta1: 'β₁',
    beta2: 'β₂',
    epsilon: 'ε',
    rho: 'ρ',
    weightDecay: 'weight decay λ',
    initialAccumulatorValue: 'accumulator at the start',
    newtonSchulzSteps: 'Newton-Schulz steps',
    maxRank: 'largest rank of a matrix',
    condition: 'condition κ',
    rotation: 'rotation, °',
  } as Readonly<Record<string, string>>,
  mustBe: (says: string) => `must be ${says}`,

  share: {
    label: 'Take it with you',
    link: 'Copy link',
    code: 'Copy as TypeScript',
    command: 'Copy as command',
    png: 'Save PNG',
    svg: 'Save SVG',
    data: 'Save data',
    own: (member: string) =>
      `Your own rule stays in this browser; in links, code and commands ${nameOf(member)} stands in its place.`,
    copied: 'Copied.',
    refused: 'The browser does not let this page copy. Here it is:',
  },

  broken: (fault: string) => `This link could not be read (${fault}). Here is the start instead.`,

  told(update: number, ground: string, standings: readonly Standing[]): string {
    const standing = standings.filter((one) => one.height !== undefined);
    const sorted = standing.toSorted((a, b) => (a.height as number) - (b.height as number));
    const [first, ...others] = sorted;
    const fallen = standings.filter((one) => one.divergedAt !== undefined);
    const stands = ({ label, height }: Standing) => `${label} ${above(height as number)}`;
    const parts = [
      `${update === 1 ? 'After 1 update' : `After ${number(update)} updates`} (${ground}):`,
      first === undefined
        ? ''
        : others.length === 0 || update === 0
          ? `${update === 0 ? 'everyone' : first.label} is ${above(first.height as number)} above the lowest point.`
          : `${first.label} is lowest, ${above(first.height as number)} above the lowest point; ${others.map(stands).join(', ')}.`,
      ...fallen.map(
        ({ label, divergedAt }) =>
          `${label} diverged at update ${divergedAt}: every step overshot by more than the one before. A smaller rate brings it back.`,
      ),
    ];
    return parts.filter((part) => part !== '').join(' ');
  },
} as const;

/** What the view Inside says. */
export const insideSays = {
  label: 'Inside',
  code: 'The rule line by line, with the numbers of this update',
  given: 'given',
  lines: 'Solid for w₁, dotted for w₂; what the rule is given, and what it keeps.',
  step: 'the step of this update',
  memory: 'where it would go if there were no slope here: its memory',
  slope: 'what this slope adds',
  reach: 'how far a slope carries along each weight',
  magnified: (by: string) => `arrows × ${by}`,
  over: (label: string, update: number) =>
    `${label} diverged at update ${update}; go back to see how.`,
  told: (label: string, { seen, step, rates }: Told) => {
    const [one, other] = rates.map((rate) => (rate === undefined ? '∞' : number(rate, 2)));
    return `Update ${seen.update + 1} of ${label} moves w₁ by ${number(step[0], 2)} and w₂ by ${number(step[1], 2)}. For each unit of slope that is ${one} along w₁ and ${other} along w₂; the rate is ${number(seen.lr, 2)}.`;
  },
} as const;

/** What the view Rate says. */
export const rateSays = {
  lead: 'On a parabola everything hangs on the rate times the curvature. Turn it, and see by the rule’s own code where it comes down, rings, and blows up; momentum moves the borders.',
  dial: 'Rate times curvature, a·λ',
  dialAt: (product: number) => `a·λ = ${number(product)}`,
  zones: {
    straight: 'straight down',
    rings: 'rings: it swings across the bottom',
    grows: 'blows up',
  },
  steep: 'steepest',
  flat: 'flattest',
  profile: (curvature: number) =>
    `Along the axis of curvature ${number(curvature)}, by the distance from the bottom`,
  loss: 'loss',
  plane: 'Rate and momentum: what each update leaves of the distance',
  planeAbout: (rule: string) =>
    `Each cell asks the code of ${rule} itself; the lines are theory’s borders. The star has the least that two curvatures allow. Click to take a place, or move the handle with the arrow keys.`,
  momentumAxis: 'momentum β',
  productAxis: 'a·λ of the steepest axis',
  handle: (product: number, momentum: number) =>
    `Rate times curvature ${number(product)}, momentum ${number(momentum)}. Move it with the arrow keys; with Shift in small steps.`,
  left: (factor: number) => `leaves ${number(factor, 2)}`,
  lines: {
    stable: 'beyond it, it blows up (theory)',
    critical: 'from it on it rings (theory), for each axis',
  },
  best: 'least for both axes (theory, momentum)',
  unsuited:
    'This view needs a bowl without a penalty, and SGD, momentum or Nesterov momentum at a constant rate.',
  begin: 'Begin with a bowl and three such rules',
  told: (label: string, axes: readonly RateTold[]) => {
    const each = axes.map(({ product, factor, isRinging }) => {
      const way = factor > 1 ? 'blows up' : isRinging ? 'rings' : 'comes straight down';
      const left = factor === 0 ? 'nothing' : number(factor);
      return `at a·λ\u00A0=\u00A0${number(product)} it ${way}: each update leaves ${left} of the distance`;
    });
    const slowest = Math.max(...axes.map(({ factor }) => factor));
    const pace =
      slowest >= 1
        ? 'It never arrives.'
        : slowest === 0
          ? 'It arrives in one update.'
          : `The slowest axis needs ${number(Math.ceil(Math.LN10 / -Math.log(slowest)))} updates for each factor of ten.`;
    return `${label}: ${each.join('; ')}. ${pace}`;
  },
} as const;

/** What is told of one axis of a bowl. */
interface RateTold {
  readonly product: number;
  readonly factor: number;
  readonly isRinging: boolean;
}

/** What the view Noise says. */
export const noiseSays = {
  lead: 'Every slope that is felt here is a little wrong, as that of a batch is. The rule then comes to rest above the lowest point, and how far is a matter of rate, batch and averages.',
  title: 'Noise',
  about: 'A gradient of a batch is the mean over its examples: four times as many halve its noise.',
  single: 'noise of one example σ',
  batch: 'examples in a batch B',
  average: 'decay of the average',
  perUpdate: (noise: number) => `Noise of an update: σ/√B = ${number(noise)}.`,
  crowd: (seeds: number) => `Loss of ${seeds} seeds, by update`,
  crowdLabel: (seeds: number) =>
    `Loss above the lowest point of ${seeds} seeds by update: their middle, the band that holds four of five, the one that is walked, the loss at the average of the weights, and the floor of theory`,
  axis: 'loss above the lowest',
  key: {
    middle: 'middle of all seeds',
    band: 'four of five seeds',
    own: (seed: number) => `seed ${seed}, as on the map`,
    average: 'at the average of the weights, middle of all seeds',
    floor: 'floor of theory, for the mean',
  },
  floors: 'Floor by rate',
  floorsLabel: (seeds: number) =>
    `Mean loss at rest by rate: what was measured with ${seeds} seeds, and theory. A click takes a rate`,
  rate: 'rate',
  floorsAbout: {
    theory: (seeds: number) =>
      `Line: theory, a·σ²/(2·(2 − a·λ)) for each axis with SGD. Dots: measured, ${seeds} seeds each. A click takes the rate.`,
    none: (seeds: number) =>
      `Dots: measured, ${seeds} seeds each. Theory knows SGD and momentum only. A click takes the rate.`,
  },
  scaling: 'Four times the batch, by examples seen',
  scalingLabel: (seeds: number) =>
    `Mean loss of ${seeds} seeds by examples seen: the batch as it is, four times the batch at the same rate, and at four times the rate`,
  examples: 'examples seen',
  scalings: {
    now: (batch: number, rate: number) => `batch ${number(batch)}, rate ${number(rate)}`,
  },
  measured: (floor: number) => (Number.isFinite(floor) ? number(floor, 2) : 'nothing that rests'),
  unsuited: 'This view needs the noisy bowl with some noise, no penalty, and a constant rate.',
  begin: 'Begin with the noisy bowl',
  told: ({ label, seeds, floor, theory, average, scaled, same }: NoiseTold) => {
    const rests = Number.isFinite(floor)
      ? `${label} rests ${number(floor, 2)} above the lowest point, the mean of ${seeds} seeds over the second half.`
      : `${label} does not rest: a seed diverged. A smaller rate brings it back.`;
    const says =
      theory === undefined
        ? ''
        : Number.isFinite(theory)
          ? `Theory says ${number(theory, 2)}.`
          : 'Theory says so, too.';
    const averages =
      Number.isFinite(average) && Number.isFinite(floor)
        ? `At the average of its weights it is ${number(average, 2)}.`
        : '';
    const scaling = Number.isFinite(scaled)
      ? `Four times the batch ends ${number(scaled, 2)} above it at four times the rate, and ${number(same, 2)} at the same rate, after as many examples.`
      : 'Four times the batch at four times the rate diverges here: linear scaling ends where the rate does.';
    return [rests, says, averages, scaling].filter((part) => part !== '').join(' ');
  },
} as const;

/** What is told of a walk in noise; Infinity for what diverged. */
interface NoiseTold {
  readonly label: string;
  readonly seeds: number;
  readonly floor: number;
  /** Undefined where theory says nothing. */
  readonly theory: number | undefined;
  readonly average: number;
  /** Four times the batch, at four times the rate and at the same. */
  readonly scaled: number;
  readonly same: number;
}

/** What the view Schedule says. */
export const scheduleSays = {
  axis: 'rate',
  chart: 'Rate of each update',
  kind: 'Schedule',
  compare: 'Race it against its highest rate, held constant',
  each: (label: string, i: number) => `${label} ${i}`,
} as const;

/** What the view Sensitivity says. */
export const sensitivitySays = {
  title: 'Where each rule ends, by its rate',
  nowhere: 'diverges at every rate',
  best: (rate: number, height: number) => `best ${number(rate)}: ${above(height)}`,
  rateOf: (label: string) => `Rate of ${label}`,
  scheduled: 'follows a schedule',
  at: (rate: number, end: number | null | undefined) =>
    `${number(rate)}, ${end === null || end === undefined ? 'diverges' : `ends ${above(end)} above the lowest point`}`,
  told(all: readonly Sensitivity[]): string {
    const found = all.filter((one) => one.best !== undefined) as Required<Sensitivity>[];
    const border = found.filter(({ isOnBorder }) => isOnBorder).map(({ label }) => label);
    const parts = found.map(
      ({ label, from, to }) =>
        `${label} from ${number(from)} to ${number(to)} (× ${number(to / from, 2)})`,
    );
    return [
      `Every rule at ${sweptRates.length} constant rates; a click takes one.`,
      parts.length > 0 ? `Within ten times of its own best end: ${parts.join('; ')}.` : '',
      border.length > 0
        ? `${border.join(', ')}: the best rate is the last that was tried, so a better one may lie beyond.`
        : '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  },
} as const;

/** What is said of a reader's rule that walks no further. */
export const endingSays = {
  tooLong: (seconds: number) => `it came to no end within ${seconds} seconds`,
  stopped: (why: string) =>
    `Your own rule was stopped: ${why}. Mend it under "Your rule", and race it again.`,
} as const;

/** What the view Penalty says. */
export const penaltySays = {
  lead: 'A penalty pulls every weight towards 0. Turn its strength and see where loss and penalty together are lowest, and which weights that makes exactly 0.',
  title: 'Penalty',
  kinds: {
    proximalL1: 'L1, by proximal steps',
    l1: 'L1, by its subgradient',
    l2: 'L2',
    elasticNet: 'elastic net',
  } as Readonly<Record<string, string>>,
  about: {
    proximalL1:
      'λ·Σ|w|: after each step every weight goes towards 0 by rate · λ, and stays there once it arrives.',
    l1: 'λ·Σ|w|: its slope λ·sign(w) is added to that of the loss, and steps across 0 again and again.',
    l2: 'λ·Σw²: shrinks all weights by a share, and none to 0.',
    elasticNet:
      'λ₁·Σ|w| + λ₂·Σw²: selects as L1 does, and shares among columns that are alike as L2 does.',
  } as Readonly<Record<string, string>>,
  decoupled: 'as a step of its own, after the rule (decoupled)',
  strength: { l1: 'λ of L1', l2: 'λ of L2' } as Readonly<Record<string, string>>,
  key: {
    ball: 'all weights that cost as much as those at the ring',
    level: 'all weights with the loss of those at the ring',
    best: 'lowest point of loss and penalty together, exact',
    path: 'where that point goes as λ grows from 0',
    rival: (name: string) => `the same rule, with ${name}`,
  },
  ways: {
    l1: 'subgradient',
    proximalL1: 'proximal steps',
    loss: 'penalty in the loss',
    own: 'penalty as a step of its own',
  },
  regression: (columns: number, real: number) => `${columns} weights, of which ${real} matter`,
  regressionAbout: (rows: number, columns: number, real: number) =>
    `A regression of ${rows} rows on ${columns} columns, drawn from the seed: ${real} make the target, ${columns - real} are noise. The page draws it itself, so the link’s command and code train the two weights above; the lesson on L1 does the same with real measurements.`,
  seed: 'seed of the columns',
  pathChart: (real: number) =>
    `Each weight at the exact minimum, by λ: solid for the ${real} columns that matter, dotted for noise`,
  pathAxis: 'weight',
  strengthAxis: 'λ',
  strengthSlider: 'λ of the penalty',
  histogram: (way: string, all: number) =>
    `How many of the ${all} weights are how large, after ${way}`,
  histogramAxis: 'weights',
  zeros: (count: number) => (count === 1 ? '1 exactly 0' : `${count} exactly 0`),
  lost: 'diverged; a smaller rate brings it back',
  exact: (zeros: number, of: number) => `at the exact minimum ${zeros} of ${of} are 0`,
  unsuited: 'This view needs a bowl and a penalty; the link has another landscape, or no penalty.',
  begin: 'Begin with a bowl and L1',
  told: ({ best, here, way, columns, zeros }: PenaltyTold) => {
    const place = (w: readonly number[]) => w.map((one) => number(one)).join(', ');
    const none = best.filter((one) => one === 0).length;
    const held =
      none === 2
        ? ' Both weights are held at exactly 0.'
        : none === 1
          ? ` w${best[0] === 0 ? '₁' : '₂'} is held at exactly 0.`
          : '';
    const stands = here === undefined ? `${way} diverged.` : `${way} stands at ${place(here)}.`;
    const counts = zeros
      .map(({ name, count }) => `${count === undefined ? 'diverged' : count} with ${name}`)
      .join(', ');
    return `Loss and penalty together are lowest at ${place(best)}.${held} ${stands} Of the ${columns} weights so many are exactly 0: ${counts}.`;
  },
} as const;

/** What is told of a penalty. */
interface PenaltyTold {
  /** The lowest point of loss and penalty. */
  readonly best: readonly number[];
  /** Undefined once it diverged. */
  readonly here: readonly number[] | undefined;
  readonly way: string;
  /** Of the regression. */
  readonly columns: number;
  readonly zeros: readonly { readonly name: string; readonly count: number | undefined }[];
}

/** What the view Net says. */
export const netSays = {
  lead: (hidden: readonly number[]) =>
    `A net with hidden layers of ${hidden.join(' and ')} units learns to tell two kinds of points apart. Change rule, rate and penalty while it learns: it goes on from where it is.`,
  points: 'Points',
  kinds: { moons: 'Moons', rings: 'Rings', spiral: 'Spiral', own: 'Your own' } as Readonly<
    Record<string, string>
  >,
  field: 'What the net says of each place',
  fieldLabel: (accuracy: string) =>
    `A plane shaded by the class that the net says for each place, with the points; it is right on ${accuracy} of those it has not seen`,
  key: {
    first: 'first class',
    second: 'second class',
    unseen: 'hollow: not seen in training',
  },
  place: 'Class of the points you place',
  clear: 'Remove all',
  undo: 'Remove the last',
  placeHint: (unseenEvery: number) =>
    `Click into the plane, or move the cross with the arrow keys and press Enter. Of every ${unseenEvery} points the last is kept unseen.`,
  cursor: (x: number, y: number) =>
    `Place a point at ${number(x, 2)}, ${number(y, 2)}. Arrow keys move, Enter places.`,
  full: (most: number) => `${most} points are as many as a link carries.`,
  losses: 'Loss by update: points that were learnt from, and points that were not',
  axis: 'loss',
  train: 'learnt from',
  unseen: 'unseen',
  changed: 'settings changed here',
  rule: 'Rule',
  training: 'Training',
  penalty: 'L2 on the kernels, λ',
  decoupled: 'decoupled: a step of its own after the rule',
  seed: 'seed',
  spread: 'noise of the points',
  batch: 'points in a batch',
  updates: 'updates',
  goesOn:
    'A change of rule, rate or penalty goes on from the update that is shown: the net is not reset, and a rule that stays keeps its memory.',
  again: 'Train with these settings from the start',
  histogram: (way: string, all: number) =>
    `How many of the ${all} kernel weights are how large, ${way}`,
  histogramAxis: 'weights',
  zeros: (count: number) => (count === 0 ? '' : `${count} exactly 0`),
  lost: 'diverged',
  ways: { loss: 'L2 in the loss', own: 'L2 decoupled', none: 'kernel weights' },
  wayScore: (norm: number, accuracy: number) =>
    `norm ${number(norm)}, right on ${percent(accuracy)} of the unseen`,
  few: 'Place at least two points of each class, and the net begins to learn them.',
  unsuited: 'The link of this view holds no net.',
  begin: 'Begin with two moons',
  share:
    'The command and the package know no such problem, so there is no code to copy: this net is trained in the page, by slopes written by hand and the library’s own rules. The link holds everything.',
  told: ({ rule, update, train, unseen, divergedAt, changes }: NetTold) => {
    if (divergedAt !== undefined) {
      return `${rule} diverged at update ${divergedAt}: a weight was no longer finite. Take a smaller rate, and train from the start; start and seed stay.`;
    }
    const gap = unseen.loss - train.loss;
    const overfits =
      gap > 0.1 && unseen.loss > 2 * train.loss
        ? ' It fits what it has seen better than what it has not: it overfits.'
        : '';
    const rules =
      changes === 0 ? rule : `${rule} (after ${changes} ${changes === 1 ? 'change' : 'changes'})`;
    return `After ${update === 1 ? '1 update' : `${number(update)} updates`} of ${rules} the net is right on ${percent(train.accuracy)} of the points it learns from and on ${percent(unseen.accuracy)} of those it has not seen; the losses are ${number(train.loss, 2)} and ${number(unseen.loss, 2)}.${overfits}`;
  },
} as const;

const percent = (share: number) => `${number(Math.round(1000 * share) / 10)} %`;

/** How a net does on some points. */
interface ScoreTold {
  readonly loss: number;
  readonly accuracy: number;
}

/** What is told of a net. */
interface NetTold {
  readonly rule: string;
  readonly update: number;
  readonly train: ScoreTold;
  readonly unseen: ScoreTold;
  readonly divergedAt: number | undefined;
  /** Of settings, on the way. */
  readonly changes: number;
}

/** What the view of the reader's own rule says. */
export const ownRuleSays = {
  about:
    'Predict what a lesson measured, then write its lines yourself. The examiner of the command says whether they are right, and if not, which mistake it is; a rule that computes can race on the map.',
  exercise: 'Exercise',
  done: (done: number, of: number) => `${done} of ${of} pass`,
  task: (task: string) => `Your part: ${task}.`,
  head: (last: number) => `Lines 1 to ${last}: what the file is, and what it imports`,
  region: (task: string) => `Your lines: ${task}`,
  fixed: (first: number, last: number) => `Lines ${first} to ${last}, fixed`,
  check: 'Check',
  checking: 'Checking …',
  race: 'Race it on the map',
  reset: 'Start again',
  ask: 'Before you write',
  lead: (count: number) =>
    `The lesson asks ${count === 1 ? 'this' : 'these'} before it shows what was measured. A question is answered once.`,
  answer: 'Answer',
  skip: 'Go on without',
  goOn: 'To your lines',
  predictions: 'Your predictions',
  right: (choice: string) => `You said: ${choice}. So it is.`,
  wrong: (choice: string, answer: string) => `You said: ${choice}. Measured: ${answer}.`,
  hints: 'Hints',
  hint: (next: number, of: number) => `Hint ${next} of ${of}`,
  line: (line: number) => `Line ${line}: `,
  limits: 'What this check sees',
  unseen: {
    rule: 'The examiner of the command, with its checks, its known mistakes and its words, on your rule alone. It runs without tensors, so it cannot see what a class of your own would do around the rule: tensors that leak, state that is kept by name, your own applyGradients. The command sees those too:',
    penalty:
      'The examiner of the command, with its checks, its known mistakes and its words. It runs without tensors: your lines get arrays of doubles that have a tensor’s words for arithmetic, though not all its words. The gradient is the one that you write; whether tfjs would find one of your penalty, as it does in training, only the command sees:',
    function:
      'The examiner of the command, with its checks, its known mistakes and its words. Your lines are read as JavaScript here: types, which the command takes too, are left out. The same in the terminal:',
  },
  carry: (file: string) =>
    `It checks ${file}. To go on there, save your file and put it in its place:`,
  saveFile: (file: string) => `Save ${file}`,
  progress: 'Progress',
  carryProgress:
    'Hints, tries, predictions and what passed are kept in this browser. The command keeps them in workbook/progress.json, a file of the same form: save one for it, or load its own.',
  loadFile: (file: string) => `Load ${file}`,
  taken: (file: string, done: number, of: number) =>
    `${file} was read: ${done} of the ${of} exercises here pass.`,
  refused: (fault: string) => `Nothing was changed: ${fault}.`,
  read: (rule: string) => `The lesson on ${rule}`,
  untouched: (todo: string) => `It still throws its task. ${todo}.`,
  unreadable: 'This is not a program yet',
  endless: (seconds: number) =>
    `It came to no end within ${seconds} seconds and was stopped. Is there a loop that never ends? Nothing else on this page is touched by it.`,
  forbidden: (id: string) =>
    `Whoever serves this page lets it run no code that was typed into it. Save the file and check it with the command: npx downhill check ${id}. Or open this page from your own disk.`,
  verdict: (verdict: string, right: number, of: number) =>
    `${verdict === 'convention' ? 'passed by a convention' : verdict}: ${right} of ${of} checks passed`,
  fault: (fault: string, library: string | undefined) =>
    library === undefined ? fault : `${fault}, as in ${library}`,
  matches: {
    exact: '(the same numbers on every check)',
    close: '(close, but not the same numbers)',
    symptom: '(this was seen, not calculated)',
  },
  remedy: (remedy: string) => `Remedy: ${remedy}`,
  lesson: (lesson: string) => `See the lesson on ${lesson}`,
  failed: (count: number) =>
    count === 1 ? 'The check that fails' : `The ${count} checks that fail`,
  more: (ids: readonly string[]) => `and ${ids.length} more: ${ids.join(', ')}`,
  algebra: (name: string, has: readonly string[]) =>
    `In this page an array has no ${name}; it has ${has.join(', ')}.`,
} as const;

/** How much hangs on a rule's rate; only the label where it diverges at every rate. */
interface Sensitivity {
  readonly label: string;
  readonly best?: number;
  /** The rates around the best that are good too. */
  readonly from?: number;
  readonly to?: number;
  readonly isOnBorder?: boolean;
}

/** What is told of one update. */
interface Told {
  readonly seen: { readonly update: number; readonly lr: number };
  readonly step: readonly [number, number];
  readonly rates: readonly (number | undefined)[];
}

/** Where an entrant stands at the update that is shown. */
export interface Standing {
  readonly label: string;
  /** Above the lowest point; undefined once it diverged. */
  readonly height?: number;
  readonly divergedAt?: number;
}

/** A schedule in words: `cosineRestarts` is cosine with restarts. */
export function scheduleWords(name: string): string {
  return Object.hasOwn(styles, name) ? styleOf(name).label : optionWords(name);
}

/** An option in words: `weightDecay` is weight decay. */
export function optionWords(name: string): string {
  return words.options[name] ?? name.replaceAll(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
}

/** What is said of tasks, and to those who set them. */
export const teachSays = {
  task: 'Task',
  goal: ({ goal, within, who = 'all', oneRate = false, rules = [] }: Task) => {
    const whom = who === 'all' ? 'every rule' : 'one of the rules';
    const rate = oneRate ? ', with one constant rate for all' : '';
    const among = rules.length > 0 ? `, ${rules.map(nameOf).join(' and ')} among them` : '';
    return `Bring ${whom}${among} to ${number(goal)} above the lowest point within ${number(within)} updates${rate}.`;
  },
  done: 'Done',
  open: 'Not yet',
  arrives: (label: string, at: number | null, within: number) =>
    at === null ? `${label} is not there by update ${within}` : `${label} is there at update ${at}`,
  rates: 'the rates differ',
  missing: (names: readonly string[]) => `${names.map(nameOf).join(' and ')} must walk too`,
  judged: (verdict: string, parts: readonly string[]) => `${verdict}: ${parts.join('; ')}.`,

  lead: 'A link carries what is shown now, a goal that the page judges, and which controls it hides. What is hidden is out of the way, not out of reach: whoever edits the link brings it back.',
  height: 'Height above the lowest point',
  within: 'Within so many updates',
  who: 'Who has to arrive',
  all: 'every rule',
  one: 'one of them',
  oneRate: 'One constant rate for all',
  says: 'In your own words (else the page says it)',
  hides: 'Hide',
  locks: {
    views: 'the tabs of the other views',
    landscape: 'the choice of the landscape',
    conditions: 'the options of the landscape, the number of updates and the seed',
    start: 'the handle that moves the start',
    rules: 'adding and removing rules',
    rates: 'the rates of the rules',
    options: 'their other options, with formula and advice',
    tuning: 'the buttons that look for the best rate',
    schedule: 'building a schedule',
    share: 'what takes the state away: links, code, pictures, data, and this form',
  } satisfies Readonly<Record<Lock, string>>,
  link: 'Copy the link',
  frame: 'Copy as a frame for a page',
  here: 'Show it here',
  wrong: (fault: string) => `This cannot be a task: ${fault}.`,

  printed: (what: string) => `What this shows: ${what}`,
  printedTask: (says: string) => `Task: ${says}`,
} as const;

/** A number of a live figure, in the digits that its axes have. */
export const figureNumber = (value: number) => number(value, 4);

/** What live figures of lessons say beyond their own labels. */
export const liveSays = {
  at: (axis: string, x: number) => `${axis}: ${figureNumber(x)}`,
  read: (axis: string) => `Read the values at: ${axis}`,
  range: (value: number, low: number, high: number) =>
    `${figureNumber(value)} (${figureNumber(low)} to ${figureNumber(high)})`,
  elsewhere: (value: string, x: number) => `${value} at ${figureNumber(x)}`,
  none: '–',
  hidden: 'hidden',
  lines: 'Lines, each of which can be hidden',
  log: 'Log scale',
  logged: (label: string, isLog: boolean) => (isLog ? `${label} (log scale)` : label),
  told: (place: string, readings: readonly string[]) => `${place}. ${readings.join('; ')}.`,
  reading: (label: string, value: string) => `${label} ${value}`,

  update: (update: number, of: number) => `update ${update} of ${of}`,
  scrub: 'Update shown',
  play: 'Play',
  pause: 'Pause',
  point: (x: string, y: string, [atX, atY]: readonly [number, number]) =>
    `${x} ${figureNumber(atX)}, ${y} ${figureNumber(atY)}`,

  rows: 'Rows; each tells its numbers',
  limit: (label: string) => `; dashed: ${label}`,
  singles: (values: readonly number[]) =>
    `single results: ${values.map((value) => figureNumber(value)).join(', ')}`,
} as const;
