import type { ProbeResult } from './verdict.ts';

/**
 * Where a probe left the right path and by how much: ``update 1, variable `a`, element [0]: 0.99 expected, 0.9968 got``; of
 * a plain function the call: `stepLimit([[1, 0], [0, 10]]): 0.2 expected, 0.1 got`.
 * @param plain makes what a stranger's file said safe to show; default: as it is
 */
export function mismatch(
  { update, variable, call, index, expected, got, note }: ProbeResult,
  plain: (text: string) => string = (text) => text,
): string | undefined {
  const place = [
    ...(update === undefined ? [] : [`update ${update}`]),
    ...(variable === undefined ? [] : [`variable \`${variable}\``]),
    ...(call === undefined ? [] : [plain(call)]),
    ...(call !== undefined || index === undefined || index.length === 0
      ? []
      : [`element [${index.join(', ')}]`]),
  ].join(', ');
  const numbers = expected === undefined ? [] : [apart(expected, got ?? Number.NaN)];
  const said = [...numbers, ...(note === undefined ? [] : [plain(note)])].join('; ');
  if (said === '') return place === '' ? undefined : place;
  return place === '' ? said : `${place}: ${said}`;
}

/** Two numbers with as many digits as tell them apart. */
function apart(expected: number, got: number): string {
  const digits = [4, 6, 8, 10, 12, 17].find(
    (digits) => short(expected, digits) !== short(got, digits),
  );
  return `${short(expected, digits ?? 6)} expected, ${short(got, digits ?? 6)} got`;
}

const short = (value: number, digits: number) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
