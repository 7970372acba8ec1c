import type { Kind } from './probe.ts';

/** Where members of each kind stand below `src/`; plain functions stand where they are used. */
const rooms: Readonly<Record<Exclude<Kind, 'function'>, string>> = {
  optimizer: 'rules',
  schedule: 'schedules',
  regularizer: 'regularizers',
  gradient: 'gradients',
};

/**
 * Where a member's source stands. Capitals that begin a word do with a hyphen, those in the middle of one do not:
 * `scheduleFreeAdamW` is `src/rules/schedule-free-adamw.ts`.
 */
export function sourceFile({
  kind,
  name,
  room,
}: {
  readonly kind: Kind;
  readonly name: string;
  readonly room?: string;
}): `src/${string}.ts` {
  const words = name.replaceAll(/(?<=[a-z])[A-Z](?=[a-z\d])/g, (letter) => `-${letter}`);
  return `src/${room ?? rooms[kind as keyof typeof rooms]}/${words.toLowerCase()}.ts`;
}
