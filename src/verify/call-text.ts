import type { Argument } from './argument.ts';

/** Numbers of a list that are shown. */
const most = 4;
/** Characters from which on a list of lists is given by its size. */
const long = 120;

/** A call as its reader would type it, long lists cut and numbers rounded: `escapeTime({ from: 0.01, to: 1 })`. */
export function callText(name: string, args: readonly Argument[]): string {
  const call = (deep: boolean) => `${name}(${args.map((one) => written(one, deep)).join(', ')})`;
  const whole = call(true);
  return whole.length > long ? call(false) : whole;
}

function written(argument: Argument, deep: boolean): string {
  if (typeof argument === 'number') return String(Number(argument.toPrecision(4)));
  if (typeof argument !== 'object') return JSON.stringify(argument);
  if (Array.isArray(argument)) {
    const list = argument as readonly Argument[];
    const [first] = list;
    if (!deep && Array.isArray(first)) {
      const others = list.length > 1 ? [`… ${list.length} lists in all`] : [];
      return `[${[written(first as Argument, deep), ...others].join(', ')}]`;
    }
    const shown = list.slice(0, most).map((one) => written(one, deep));
    const rest = list.length > most ? [`… ${list.length} in all`] : [];
    return `[${[...shown, ...rest].join(', ')}]`;
  }
  if ('handed' in argument) return String(argument.handed);
  if ('elements' in argument) return `new Float64(${written(argument.elements, deep)})`;
  const entries = Object.entries(argument as { readonly [name: string]: Argument });
  return `{ ${entries.map(([name, one]) => `${name}: ${written(one, deep)}`).join(', ')} }`;
}

/**
 * Where a number of what a function gave stands in it: `weights[1][2]`, and nothing for a plain number.
 * @param index of the number, one behind the other as `numbersOf` takes them
 */
export function placeIn(value: unknown, index: number): string {
  return places(value)[index] ?? '';
}

function places(value: unknown, before = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => places(one, `${before}[${i}]`));
  if (typeof value !== 'object' || value === null) return [before];
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, one]) => places(one, before === '' ? name : `${before}.${name}`));
}
