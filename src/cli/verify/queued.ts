import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Asker } from '../../engine/queue/asker.ts';
import { examErrand, readExamined } from '../../sandbox/exam-errand.ts';
import { UsageError } from '../../shared/errors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { inTurn } from '../../shared/in-turn.ts';
import type { Verdict } from '../../verify/verdict.ts';
import type { Examine } from './batch.ts';

/** The workers of a queue as an examiner. */
export interface Queued {
  readonly examine: Examine;
  /** Told that a verdict is on the disk: the queue may forget it. */
  readonly kept: (verdict: Verdict) => void;
}

/**
 * Has files examined by the workers of a queue, which are sent all that a file is made of.
 * @param here examines what cannot be sent, because it will be refused, one after the other
 * @param due when the verdicts are due
 */
export function queued(
  { ask, forget }: Pick<Asker, 'ask' | 'forget'>,
  here: Examine,
  due: Date,
): Queued {
  const keys = new WeakMap<Verdict, string>();
  // One that throws does not end those behind it.
  const inLine = inTurn((...asked: Parameters<Examine>) =>
    here(...asked).then(
      (verdict) => () => verdict,
      (error: unknown) => () => {
        throw error;
      },
    ),
  );
  const examine: Examine = async (file, options) => {
    const errand = await examErrand(file, options);
    if (errand === undefined) return (await inLine(file, options))();
    const { verdict, parts } = readExamined(await ask({ ...errand, due }).catch(notTheirs));
    keys.set(verdict, errand.key);
    const folder = realpathSync(dirname(file));
    options.onParts?.(parts.map((part) => join(folder, part)));
    return verdict;
  };
  return { examine, kept: (verdict) => forget(keys.get(verdict) ?? '') };
}

/** What workers ran out of is no verdict on the file. */
function notTheirs(error: unknown): never {
  if (!(error instanceof UsageError) || error.exitCode !== exitCodes.exhausted) throw error;
  const { who, rule, remedy } = error;
  throw new UsageError({ who, rule, remedy, exitCode: exitCodes.unloadable });
}
