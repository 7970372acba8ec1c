import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { members, type Member } from './members/index.ts';

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const byPlainName = new Map(
  [...members.values()].flatMap((one) =>
    [plain(one.name), ...one.aliases].map((name) => [name, one] as const),
  ),
);
/** Words around a name that say nothing about the rule. */
const filler =
  /^(?:downhill|my|our|custom|own|hand|handwritten|student|submission|solution|the|new|simple|plain|make|create|get)|(?:optimizer|optimiser|opt|schedule|scheduler|regularizer|regularization|penalty|class|solution|submission|impl|implementation|mine|rule|fn|function|from ?scratch)$/;

/**
 * The member that `--as` names.
 * @throws UsageError listing the members
 */
export function memberNamed(name: string): Member {
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
 * @param command what to type where no name is clear
 * @throws UsageError when no name is clear
 */
export function memberMeant(names: readonly string[], command?: string): Member {
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
    rule: `which rule is this meant to be? ${shown.join(' and ')} ${shown.length === 1 ? 'does' : 'do'} not say it`,
    remedy: `name it with --as: ${[...members.keys()].join(', ')}`,
    command,
  });
}
