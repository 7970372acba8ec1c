import { regularizers } from '../regularizers/index.ts';
import { scheduleNames } from '../schedules/index.ts';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { ruleMembers } from './members/index.ts';
import type { Kind } from './probe.ts';

/** What a file can be meant to be, and of which kind that is. */
export const members: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...ruleMembers.map(({ name, kind }) => [name, kind] as const),
  // A join is made of other schedules, not of options.
  ...scheduleNames.filter((name) => name !== 'join').map((name) => [name, 'schedule'] as const),
  // proximalL1 is a step, and as a penalty it is l1.
  ...Object.keys(regularizers)
    .filter((name) => name !== 'proximalL1')
    .map((name) => [name, 'regularizer'] as const),
  ['numericGradient', 'gradient'],
]);

/** Other words for members. */
const aliases: Readonly<Record<string, string>> = {
  step: 'stepDecay',
  steplr: 'stepDecay',
  multisteplr: 'multiStep',
  cosinedecay: 'cosine',
  cosineannealing: 'cosine',
  exponentialdecay: 'exponential',
  lineardecay: 'linear',
  polynomialdecay: 'polynomial',
  inversetimedecay: 'inverseTime',
  linearwarmup: 'warmup',
  lasso: 'l1',
  ridge: 'l2',
  gradient: 'numericGradient',
  numericalgradient: 'numericGradient',
  numgrad: 'numericGradient',
};

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const byPlainName = new Map([
  ...[...members.keys()].map((name) => [plain(name), name] as const),
  ...ruleMembers.flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name] as const)),
  ...Object.entries(aliases),
]);
/** Words around a name that say nothing about the rule. */
const filler =
  /^(?:downhill|my|our|custom|own|hand|handwritten|student|submission|solution|the|new|simple|plain|make|create|get)|(?:optimizer|optimiser|opt|schedule|scheduler|regularizer|regularization|penalty|class|solution|submission|impl|implementation|mine|rule|fn|function|from ?scratch)$/;

/**
 * The member that `--as` names.
 * @throws UsageError listing the members
 */
export function memberNamed(name: string): string {
  const found = byPlainName.get(plain(name));
  if (found !== undefined) return found;
  throw new UsageError({
    who: '--as',
    rule: `unknown rule "${name}"`,
    remedy: didYouMean(name, [...members.keys()]),
  });
}

/**
 * The member that a class, function or file name means: its own name, with or without words such as "my" and "optimizer".
 * @param names likeliest first
 * @throws UsageError when no name is clear
 */
export function memberMeant(names: readonly string[]): string {
  for (const name of names) {
    let text = plain(name);
    for (;;) {
      const found = byPlainName.get(text) ?? byPlainName.get(text.replaceAll(/\d+$/g, ''));
      if (found !== undefined) return found;
      const shorter = text.replace(filler, '');
      if (shorter === text) break;
      text = shorter;
    }
  }
  const shown = names.filter((name) => name !== '').map((name) => `"${name}"`);
  throw new UsageError({
    rule: `which rule is this meant to be? ${shown.join(' and ')} do not say it`,
    remedy: `name it with --as: ${[...members.keys()].join(', ')}`,
  });
}
