import { basename } from 'node:path';
import { ramp, styleKey, styleOf } from '../figures/index.ts';
import { optimizers } from '../optimizers/index.ts';
import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { builtIns } from '../training/trainee.ts';

/** Who takes part in a race. */
export interface Contestant {
  /** As it was typed: a rule's name, `tf:adam`, or the path of a file. */
  readonly id: string;
  readonly kind: 'rule' | 'built-in' | 'file';
  /** In charts and tables. */
  readonly label: string;
  /** Key into the styles. */
  readonly style: string;
}

/**
 * Who `who` names: rules of the library, built-ins of tfjs (`tf:adam`), files.
 * @throws UsageError for nobody, a name twice, or an unknown name (with the nearest)
 */
export function contestants(who: readonly string[]): Contestant[] {
  const twice = who.find((one, i) => who.indexOf(one) < i);
  if (twice !== undefined)
    throw new UsageError({
      who: 'compare',
      rule: `${twice} is named twice`,
      remedy: 'leave one out',
    });
  const files = who.filter(isFile);
  const names = files.map((file) => basename(file));
  // The first file has the colour that is the learner's everywhere; further ones must be told apart.
  const fileStyles = ['yours', ...ramp(Math.max(0, files.length - 1))];
  return who.map((id) => {
    if (isFile(id)) {
      const name = basename(id);
      const unique = names.filter((one) => one === name).length === 1;
      const style = fileStyles[files.indexOf(id)] as string;
      return { id, kind: 'file', label: unique ? name : id, style };
    }
    if (id.startsWith('tf:')) {
      lookUp<unknown>('tfjs optimizer', id.slice(3), builtIns);
      return { id, kind: 'built-in', label: styleOf(styleKey(id)).label, style: styleKey(id) };
    }
    lookUp<unknown>('optimizer', id, optimizers);
    return { id, kind: 'rule', label: styleOf(styleKey(id)).label, style: styleKey(id) };
  });
}

function isFile(who: string): boolean {
  return /[\\/]|\.[cm]?[jt]sx?$/.test(who);
}
