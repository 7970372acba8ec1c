import { alternative, type Diagnosis, type ProbeResult, type Verdict } from '../verify/verdict.ts';
import { plainText } from './plain-text.ts';

/**
 * Where a probe left the right path and by how much: ``update 1, variable `a`, element [0]: 0.99 expected, 0.9968 got``; of
 * a plain function the call: `stepLimit([[1, 0], [0, 10]]): 0.2 expected, 0.1 got`.
 */
export function mismatch({
  update,
  variable,
  call,
  index,
  expected,
  got,
  note,
}: ProbeResult): string | undefined {
  const place = [
    ...(update === undefined ? [] : [`update ${update}`]),
    ...(variable === undefined ? [] : [`variable \`${variable}\``]),
    ...(call === undefined ? [] : [plainText(call)]),
    ...(call !== undefined || index === undefined || index.length === 0
      ? []
      : [`element [${index.join(', ')}]`]),
  ].join(', ');
  const numbers = expected === undefined ? [] : [apart(expected, got ?? Number.NaN)];
  const said = [...numbers, ...(note === undefined ? [] : [plainText(note)])].join('; ');
  if (said === '') return place === '' ? undefined : place;
  return place === '' ? said : `${place}: ${said}`;
}

/** The mistake in a sentence. Several that give the same numbers on every probe are all named; a near one is said to be near. */
export function fault(diagnosis: readonly Diagnosis[]): string | undefined {
  const [best] = diagnosis;
  if (best === undefined) return undefined;
  const alike =
    best.match === 'exact' ? diagnosis.filter(({ match }) => match === 'exact') : [best];
  const named = alike.map(({ fault }) => fault.replace(alternative, '')).join(', or ');
  return best.match === 'close' ? `close to, though not the same as: ${named}` : named;
}

/** The whole of it for one probe: where, by how much, why, and what to read. */
export function explanation(probe: ProbeResult, diagnosis: readonly Diagnosis[]): string {
  const named = fault(diagnosis);
  const [best] = diagnosis;
  return [
    mismatch(probe) ?? `${probe.about}: failed`,
    ...(named === undefined ? [] : [named]),
    ...(best?.lesson === undefined ? [] : [`see the lesson on ${best.lesson}`]),
  ].join('; ');
}

/** The libraries that do it as a `convention` verdict found it. */
export function convention({ diagnosis }: Verdict): string {
  const known = diagnosis.filter(({ library }) => library !== undefined);
  if (known.length === 0) return fault(diagnosis) ?? 'a known convention';
  return known.map(({ fault, library }) => `${fault}, as in ${library}`).join('; ');
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
