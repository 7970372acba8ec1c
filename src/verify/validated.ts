import { functionPeers } from './function-peer.ts';
import type { Member } from './members/index.ts';
import { peer, textbookPeer } from './peer.ts';
import type { Validation } from './validation.ts';

/** A member on the current backend beside its built-in in tfjs, where there is one, and beside the textbook. */
export async function validated(member: Member): Promise<readonly Validation[]> {
  const validations: Validation[] = [];
  for (const validate of peersOf(member)) validations.push(await validate());
  return validations;
}

function peersOf(member: Member): readonly (() => Promise<Validation>)[] {
  if (member.kind !== 'optimizer') return functionPeers(member);
  const { name, builtin } = member;
  return [peer(name), ...('none' in builtin ? [] : [textbookPeer(name)])];
}
