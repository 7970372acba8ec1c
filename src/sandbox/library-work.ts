import { members, ruleMembers, type Member } from '../verify/members/index.ts';
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
 */
export function libraryWork(used: readonly Origin[], member: Member): LibraryWork {
  const ours = used.find(({ library, name }) => library === 'downhill' && doesAll(name, member));
  if (ours) return { whole: byLibrary('library-class', `downhill's own ${ours.name}`, member) };
  const theirs = used.filter(({ library }) => library === 'tfjs');
  const all = theirs.find(({ name }) => counterparts(member).includes(name.toLowerCase()));
  if (all) return { whole: byLibrary('built-in', `tfjs's own ${all.name}`, member) };
  return theirs[0] === undefined ? {} : { part: theirs[0] };
}

/**
 * Whether something of downhill is a member's work: itself, or a relative with the right options, as momentum of 0 is plain
 * descent. What its own source is built on (Adam, of AdamW) is not, nor are the tools of plain functions.
 */
function doesAll(name: string, member: Member): boolean {
  if (member.kind === 'function') return name === member.name;
  if (member.kind !== 'optimizer') {
    const known = members.get(name)?.kind === member.kind;
    return name === member.name || (known && name !== handedOn);
  }
  const parts: string[] = [];
  for (let one = member.parent; one !== undefined; one = one.parent) parts.push(one.className);
  return ruleMembers.some(({ className }) => className === name) && !parts.includes(name);
}

/** What schedules hand a plain number on to. */
const handedOn = 'constant';

/** What of tfjs can do all that a member does, in lower case. */
function counterparts(member: Member): readonly string[] {
  if (/^(?:l1|l2|elasticNet)$/.test(member.name)) return ['l1l2 regularizer'];
  if (member.kind !== 'optimizer') return [];
  const { builtin } = member;
  const name = 'name' in builtin ? builtin.name : builtin.meant;
  // Without momentum, that built-in is plain descent; the other one always is, by a fault of tfjs.
  const descents = ['tf.train.momentum', 'tf.train.adadelta'];
  const names = [...(member.name === 'sgd' ? descents : []), name ?? []].flat();
  return names.map((one) => `${one.slice('tf.train.'.length)}optimizer`);
}

function byLibrary(
  id: 'library-class' | 'built-in',
  whose: string,
  { name: member }: Member,
): Diagnosis {
  return {
    id,
    fault: `this is ${whose}, not one written by hand`,
    match: 'symptom',
    remedy: 'write the rule yourself',
    member,
  };
}
