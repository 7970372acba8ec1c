import { basename, extname } from 'node:path';
import { lookUp } from '../shared/nearest.ts';
import { members } from '../verify/members/index.ts';
import type { Taught, Teaches } from './lesson.ts';

/** Where members of each kind stand below `src/`. */
const rooms = {
  optimizer: 'rules',
  schedule: 'schedules',
  regularizer: 'regularizers',
  gradient: 'gradients',
} as const;

/** The member that an entry of `teaches` names, and its source. @throws UsageError for an unknown member, with the nearest */
export function taughtMember(teaches: Teaches): Taught {
  if (typeof teaches === 'object') {
    const { member, source: file } = teaches;
    return { id: basename(file, extname(file)), member, file };
  }
  const { kind } = lookUp('member', teaches, Object.fromEntries(members));
  // Capitals that begin a word do, those in the middle of one do not: `scheduleFreeAdamW` is schedule-free-adamw.
  const id = teaches
    .replaceAll(/(?<=[a-z])[A-Z](?=[a-z\d])/g, (letter) => `-${letter}`)
    .toLowerCase();
  return { id, member: teaches, file: `src/${rooms[kind]}/${id}.ts` };
}
