import { basename, extname } from 'node:path';
import { lookUp } from '../shared/look-up.ts';
import { members } from '../verify/members/index.ts';
import { sourceFile } from '../verify/source-file.ts';
import type { Taught, Teaches } from './lesson.ts';

/** The member that an entry of `teaches` names, and its source. @throws UsageError for an unknown member, with the nearest */
export function taughtMember(teaches: Teaches): Taught {
  const { member, source: file } =
    typeof teaches === 'object'
      ? teaches
      : {
          member: teaches,
          source: sourceFile(lookUp('member', teaches, Object.fromEntries(members))),
        };
  return { id: basename(file, extname(file)), member, file };
}
