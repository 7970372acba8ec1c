export { compare, float32Allowance, type Comparison, type Peer } from './compare.ts';
export { difference, type Difference, type Mismatch, type Path } from './difference.ts';
export type { Builtin, NoBuiltin, RuleMember } from './member.ts';
export { functionPeers } from './function-peer.ts';
export { members, ruleMembers } from './members/index.ts';
export { peer, textbookPeer } from './peer.ts';
export {
  stream,
  type Stream,
  type StreamOptions,
  type StreamVariable,
  type Update,
} from './stream.ts';
export type { Stepper, TextbookOptions } from './stepper.ts';
export { textbookWalk } from './textbook-walk.ts';
export { validated } from './validated.ts';
export type { Validation } from './validation.ts';
export { freshWalk, place, walk, type NamedGradient, type WalkOptions } from './walk.ts';
