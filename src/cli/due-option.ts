import { InvalidArgumentError, Option } from 'commander';

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
