import { InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../shared/errors.ts';

/** `--due`, as the commands take it that ask others for work. */
export function dueOption(otherwise: string): Option {
  return new Option(
    '--due <time>',
    `with --queue: when it is due, such as 2030-01-31T18:00; what is due first is done first (default: ${otherwise})`,
  ).argParser((text) => {
    const time = new Date(text);
    if (!Number.isNaN(time.getTime())) return time;
    throw new InvalidArgumentError('It must be a date, or a date and time: 2030-01-31T18:00.');
  });
}

/** @throws UsageError where something is due and nobody is asked */
export function checkDue(who: string, { due, queue }: { due?: Date; queue?: string }): void {
  if (due === undefined || queue !== undefined) return;
  const rule = '--due says which jobs of a queue are done first, and no queue is asked for';
  throw new UsageError({ who, rule, remedy: 'add --queue' });
}
