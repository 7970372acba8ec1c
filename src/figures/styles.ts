import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { random } from '../shared/random.ts';
import { blend, channels, hex } from './color.ts';

/** How one entrant looks in every picture of the course. */
export interface Style {
  /** Its name in words. */
  readonly label: string;
  /** #rrggbb */
  readonly color: string;
  /** Lengths of dash and gap in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** Width of the line in CSS pixels. */
  readonly width: number;
}

export type Marker =
  'circle' | 'square' | 'triangle' | 'diamond' | 'wedge' | 'plus' | 'cross' | 'star' | 'ring';

/**
 * The style of `name`: an entry of `styles`; `tf:adam` for a built-in (darker and dotted, so that it shows on top of the
 * rule that it should equal); `ramp:0/4` for the first of four runs that differ in one setting, light to dark; `own:adan`
 * for a name without an entry.
 * @throws UsageError for an unknown name, with the nearest
 */
export function styleOf(name: string): Style {
  const builtIn = /^tf:(.+)$/.exec(name);
  if (builtIn) return peerOf(styleOf(builtIn[1] as string));
  const own = /^own:(.+)$/.exec(name);
  if (own) return ownStyle(own[1] as string);
  const step = /^ramp:(\d+)\/(\d+)$/.exec(name);
  if (step) return rampStep(name, Number(step[1]), Number(step[2]));
  return lookUp('style', name, styles);
}

/** How `styleOf` is asked for the style of an optimizer or schedule, whether or not it has an entry. */
export function styleKey(name: string): string {
  if (name.startsWith('tf:')) return `tf:${styleKey(name.slice(3))}`;
  return Object.hasOwn(styles, name) ? name : `own:${name}`;
}

/** The names of `count` runs that differ in one setting, in order. */
export function ramp(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `ramp:${i}/${count}`);
}

const solid: readonly number[] = [];
const long = [9, 3.5];
const medium = [6, 3];
const dotted = [2, 3];
const dashDot = [9, 3, 2, 3];

function style(
  label: string,
  color: string,
  dash: readonly number[],
  marker: Marker,
  width = 2.2,
): Style {
  return { label, color, dash, marker, width };
}

/**
 * One colour, dash and marker for each name, everywhere. The first six colours are those of Okabe and Ito that stay
 * apart best under all three kinds of colour blindness; AdamW's wine red is the farthest from all of them. Schedules and
 * penalties take up the same hues again: they never race against the rules.
 */
export const styles: Readonly<Record<string, Style>> = {
  sgd: style('SGD', '#0072b2', solid, 'circle'),
  momentum: style('Momentum', '#d55e00', long, 'square'),
  nesterov: style('Nesterov', '#009e73', medium, 'triangle'),
  adagrad: style('AdaGrad', '#cc79a7', dashDot, 'diamond'),
  rmsprop: style('RMSProp', '#111111', long, 'plus'),
  rmspropCentered: style('RMSProp, centred', '#5a5a5a', medium, 'plus'),
  rmspropMomentum: style('RMSProp + momentum', '#8a6d3b', dashDot, 'plus'),
  adam: style('Adam', '#56b4e9', solid, 'wedge'),
  adamw: style('AdamW', '#882255', solid, 'star'),
  'adam+l2': style('Adam + L2', '#e69f00', medium, 'cross'),

  adadelta: style('AdaDelta', '#999933', dashDot, 'triangle'),
  adamax: style('Adamax', '#aa0000', medium, 'wedge'),
  nadam: style('NAdam', '#44aa99', long, 'wedge'),
  radam: style('RAdam', '#117733', dashDot, 'wedge'),
  amsgrad: style('AMSGrad', '#7a7fd1', dotted, 'wedge'),
  adabelief: style('AdaBelief', '#b8860b', medium, 'wedge'),
  adafactor: style('Adafactor', '#8c6bb1', dashDot, 'ring'),
  yogi: style('Yogi', '#6f8f2f', medium, 'star'),
  lion: style('Lion', '#c28e0e', solid, 'diamond'),
  muon: style('Muon', '#aa4499', solid, 'square'),
  scheduleFreeAdamW: style('Schedule-free AdamW', '#882255', dotted, 'ring'),
  sgdw: style('SGDW', '#00456b', long, 'circle'),
  'sgd+l2': style('SGD + L2', '#e69f00', dotted, 'circle'),
  rprop: style('Rprop', '#5b5b2e', dotted, 'plus'),
  lars: style('LARS', '#2f6f8f', dashDot, 'circle'),
  lamb: style('LAMB', '#b0546f', dashDot, 'star'),
  ftrl: style('FTRL', '#3f7f3f', long, 'plus'),
  lbfgs: style('L-BFGS', '#661100', solid, 'cross'),
  randomSearch: style('random search', '#aa4499', solid, 'diamond'),
  newton: style('Newton', '#6b4c00', long, 'diamond'),

  none: style('no penalty', '#52606d', long, 'ring'),
  l1: style('L1', '#117733', solid, 'diamond'),
  l2: style('L2', '#e69f00', solid, 'square'),
  elasticNet: style('elastic net', '#aa4499', dashDot, 'triangle'),

  constant: style('constant', '#52606d', medium, 'ring'),
  stepDecay: style('step decay', '#d55e00', solid, 'square'),
  multiStep: style('several steps', '#111111', solid, 'plus'),
  cosine: style('cosine', '#882255', solid, 'circle'),
  cosineRestarts: style('cosine with restarts', '#aa4499', long, 'circle'),
  linear: style('linear', '#009e73', long, 'triangle'),
  polynomial: style('polynomial', '#999933', long, 'triangle'),
  inverseSqrt: style('inverse square root', '#0072b2', dashDot, 'wedge'),
  inverseTime: style('inverse time', '#44aa99', dashDot, 'wedge'),
  exponential: style('exponential', '#e69f00', medium, 'diamond'),
  cyclic: style('cyclic', '#cc79a7', solid, 'diamond'),
  oneCycle: style('one cycle', '#aa0000', solid, 'wedge'),
  warmup: style('warm-up', '#56b4e9', solid, 'star'),
  exponentialWarmup: style('exponential warm-up', '#117733', medium, 'star'),
  join: style('joined', '#661100', long, 'cross'),

  // Wide and pale: what equals it lies on top and leaves its rim to be seen.
  reference: style('reference', '#b3bdc8', solid, 'ring', 6),
  neutral: style('all', '#6b7785', solid, 'ring', 1.8),
  tfjs: style('tfjs', '#3e4c59', dotted, 'ring', 1.8),
  yours: style('yours', '#2200bb', solid, 'star', 3),
};

const dashes = [solid, long, medium, dotted, dashDot];
const markers = [...new Set(Object.values(styles).map(({ marker }) => marker))];
/** Each channel of a color that shows on white. */
const brightest = 0xa0;
/** Distance in the cube of red, green and blue from which on two colors are told apart. */
const apart = 32;

/** A look that follows from the name alone; its color is none that an entry has, nor close to one if that can be. */
function ownStyle(name: string): Style {
  const hash = (sum: number, letter: string) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
  const draws = random(name.split('').reduce(hash, 0));
  const pick = <T>(all: readonly T[]) => all[Math.floor(draws.uniform() * all.length)] as T;
  const draw = () => hex([0, 0, 0].map(() => draws.uniform() * brightest));
  const [first, ...more] = Array.from({ length: 32 }, draw) as [string, ...string[]];
  const color = [first, ...more].find(isFree) ?? first;
  return style(name, color, pick(dashes), pick(markers));
}

function isFree(color: string): boolean {
  return Object.values(styles).every((entry) => {
    const taken = channels(entry.color);
    const gaps = channels(color).map((channel, i) => channel - (taken[i] as number));
    return Math.hypot(...gaps) > apart;
  });
}

function peerOf(rule: Style): Style {
  return {
    ...rule,
    label: `${rule.label} (tfjs)`,
    color: blend(rule.color, '#000000', 0.45),
    dash: dotted,
    marker: 'ring',
    width: 1.8,
  };
}

/** Lightness falls evenly along the ramp, so that the order shows without colours too. */
const rampColors = ['#e58f3c', '#dd4f68', '#a02c7d', '#571f7a', '#1d1147'];
const rampMarkers: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'wedge'];

function rampStep(name: string, index: number, count: number): Style {
  if (index >= count) {
    throw new UsageError({
      who: 'style',
      rule: `${name} must be below ${count}`,
      remedy: `the first is ramp:0/${count}`,
    });
  }
  const place = count === 1 ? 2 : (index / (count - 1)) * (rampColors.length - 1);
  const from = Math.min(Math.floor(place), rampColors.length - 2);
  const [low, high] = [rampColors[from], rampColors[from + 1]] as [string, string];
  const marker = rampMarkers[index % rampMarkers.length] as Marker;
  return style(`${index + 1} of ${count}`, blend(low, high, place - from), solid, marker);
}
