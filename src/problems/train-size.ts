import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, count, type OptionRule } from '../shared/options.ts';

/** A number of examples, or all of them. */
export type Size = number | 'all';

/** At least 1, or `all`. */
export const countOrAll: OptionRule = (who, name, value) => {
  if (value === 'all') return value;
  if (typeof value === 'number') return checkNumber(who, name, value, count);
  throw new UsageError({ who, rule: `${name} must be a number or "all"`, got: shown(value) });
};

/** How many of the `there` examples are wanted. @throws UsageError for more than there are */
export function atMost(
  who: string,
  name: string,
  wanted: Size,
  there: number,
  what: string,
): number {
  if (wanted === 'all' || wanted === there) return there;
  if (wanted < there) return wanted;
  throw new UsageError({
    who,
    rule: `${name} must be at most ${there}, the ${what} there are`,
    got: wanted,
    remedy: '"all" takes all of them',
  });
}
