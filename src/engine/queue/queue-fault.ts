import { UsageError, type Fault } from '../../shared/errors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';

/** A user's mistake as the reason for which a job failed. */
export function faultText({ who, rule, got, remedy, command, exitCode }: UsageError): string {
  return JSON.stringify({ fault: { who, rule, got, remedy, command, exitCode } });
}

/** Why a job failed for good: the user's mistake that it was, or (exit code 4) what its last worker met. */
export function failure(reason: string): UsageError {
  const fault = faultIn(reason);
  if (fault !== undefined) return new UsageError(fault);
  return new UsageError({
    who: 'queue',
    rule: `a job failed on every try: ${reason.split('\n', 1)[0]}`,
    remedy: 'what is finished is kept, and the same command tries again',
    exitCode: exitCodes.exhausted,
  });
}

/** Whether something went wrong because a broker is not there now. */
export function isAway({ message }: Error): boolean {
  return /ECONN|EPIPE|clos|abort|terminat|timeout|shutting down|starting up/i.test(message);
}

function faultIn(reason: string): Fault | undefined {
  try {
    const { fault } = JSON.parse(reason) as { fault: Fault };
    // The text comes from a queue: nothing else that stands in it becomes a part of the error.
    const { who, rule, got, remedy, command } = fault;
    if (typeof rule !== 'string') return undefined;
    const exitCode = Object.values(exitCodes).find((code) => code === fault.exitCode);
    return { who, rule, got, remedy, command, exitCode };
  } catch {
    return undefined;
  }
}
