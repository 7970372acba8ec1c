import { UsageError } from '../shared/errors.ts';
import { nearest } from '../shared/nearest.ts';
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

/** `did you mean adam?` or, when nothing is near, all names by kind. */
function wayOut(names: readonly string[], option = ''): string {
  const known = [...members.keys()];
  const near = names.map((name) => nearest(name, known)).find((name) => name !== undefined);
  if (near !== undefined) return `did you mean ${option}${near}?`;
  const kinds = [...new Set([...members.values()].map(({ kind }) => kind))];
  const named = (kind: string) => known.filter((name) => members.get(name)?.kind === kind);
  return `known: ${kinds.map((kind) => `${kind} ${named(kind).join(', ')}`).join('; ')}`;
}

/**
 * The member that `--as` names.
 * @throws UsageError listing the members
 */
export function memberNamed(name: string): Member {
  const found = byPlainName.get(plain(name));
  if (found !== undefined) return found;
  throw new UsageError({
    who: '--as',
    rule: `nothing that is examined is called "${name}"`,
    remedy: wayOut([name]),
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
  const said = [...new Set(names.filter((name) => name !== ''))];
  const shown = said.map((name) => `"${name}"`).join(' and ');
  throw new UsageError({
    rule: `what is this meant to be? ${shown} ${said.length === 1 ? 'does' : 'do'} not say it`,
    remedy: `name it with --as; ${wayOut(said, '--as ')}`,
    command,
  });
}
