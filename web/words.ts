import { numberText as split } from '#src/figures/number-text';

/** A number that stays on one line. */
const numberText = (value: number, digits?: number) =>
  split(value, digits).replaceAll(' ', '\u00A0');

/** A height above the lowest point; below this, doubles have no more to say. */
const above = (height: number) => (height < 1e-16 ? '< 10⁻¹⁶' : numberText(height, 2));

/** Everything the page says, so that a translation is this one file. Sentences with numbers are functions of them. */
export const words = {
  title: 'Walk downhill',
  lead: 'One landscape, one start, up to eight rules. Drag the start, turn a rate, and all of them walk again, by the very code that the tests of this course check.',
  noScript: 'This page computes everything here, and needs scripts for it. The lessons do not.',
  nav: { label: 'Course', home: 'downhill', lessons: 'All lessons', lab: 'Lab' },
  skip: 'Skip to the picture',
  views: { label: 'Views', map: 'Map' },

  grounds: {
    label: 'Landscape',
    bowl: ['Bowl', 'a valley that is steeper across than along'],
    noisyBowl: ['Noisy bowl', 'each slope that is felt is a little wrong'],
    saddle: ['Saddle', 'flat where it matters: a ridge between two valleys'],
    twoWells: ['Two wells', 'a deep well, and a shallow one on the way'],
    rosenbrock: ['Rosenbrock', 'a narrow valley that bends'],
  } as Readonly<Record<string, string | readonly [string, string]>>,

  map: {
    label: 'Paths over the landscape',
    start: 'Start',
    startIs: (x: number, y: number) => `Start at ${numberText(x)}, ${numberText(y)}`,
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

  conditions: { label: 'Conditions', updates: 'updates', seed: 'seed of the noise' },

  rules: {
    label: 'Rules',
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
      `rate by ${name}: ${numberText(first)} to ${numberText(last)}`,
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
      `${update === 1 ? 'After 1 update' : `After ${numberText(update)} updates`} (${ground}):`,
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

/** Where an entrant stands at the update that is shown. */
export interface Standing {
  readonly label: string;
  /** Above the lowest point; undefined once it diverged. */
  readonly height?: number;
  readonly divergedAt?: number;
}

/** An option in words: `weightDecay` is weight decay. */
export function optionWords(name: string): string {
  return words.options[name] ?? name.replaceAll(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
}
