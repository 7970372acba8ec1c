import { exitCodes, type ExitCode } from '../shared/exit-codes.ts';
import type { Verdict } from '../verify/verdict.ts';

/** What a command leaves with because of a verdict. */
export function exitCodeOf({ verdict }: Verdict, strict = false): ExitCode {
  const { well, failed, unloadable, exhausted } = exitCodes;
  return {
    passed: well,
    convention: strict ? failed : well,
    failed,
    error: unloadable,
    timeout: exhausted,
  }[verdict];
}
