import { ruleMembers } from '../verify/members/index.ts';
import type { Diagnosis } from '../verify/verdict.ts';
import type { Origin } from './words.ts';

/** What of a file's work a library did, if any. */
export interface LibraryWork {
  /** All of it, as a diagnosis. */
  readonly whole?: Diagnosis;
  /** A rule of tfjs that did some of it. */
  readonly part?: Origin;
}

/**
 * Whose work a file hands in as `member`.
 * @param used what of the libraries has computed
 * @param className what downhill calls the member
 */
export function libraryWork(
  used: readonly Origin[],
  className: string,
  member: string,
): LibraryWork {
  const ours = used.find(({ library, name }) => library === 'downhill' && name === className);
  if (ours) return { whole: byLibrary('library-class', `downhill's own ${className}`, member) };
  const theirs = used.filter(({ library }) => library === 'tfjs');
  const all = theirs.find(({ name }) => counterparts(member).includes(name.toLowerCase()));
  if (all) return { whole: byLibrary('built-in', `tfjs's own ${all.name}`, member) };
  return theirs[0] === undefined ? {} : { part: theirs[0] };
}

/** What of tfjs can do all that a member does, in lower case. */
function counterparts(member: string): readonly string[] {
  if (/^(?:l1|l2|elasticNet)$/.test(member)) return ['l1l2 regularizer'];
  const builtin = ruleMembers.find(({ name }) => name === member)?.builtin;
  if (builtin === undefined) return [];
  const name = 'name' in builtin ? builtin.name : builtin.meant;
  // Without momentum, that built-in is plain descent.
  const names = [...(member === 'sgd' ? ['tf.train.momentum'] : []), name ?? []].flat();
  return names.map((one) => `${one.slice('tf.train.'.length)}optimizer`);
}

function byLibrary(id: 'library-class' | 'built-in', whose: string, member: string): Diagnosis {
  return {
    id,
    fault: `this is ${whose}, not one written by hand`,
    match: 'symptom',
    remedy: 'write the rule yourself',
    member,
  };
}
