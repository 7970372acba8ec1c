import { mismatch as said } from '../verify/mismatch.ts';
import { alternative, type Diagnosis, type ProbeResult, type Verdict } from '../verify/verdict.ts';
import { plainText } from './plain-text.ts';

/** Where a probe left the right path and by how much, safe to show. */
export function mismatch(probe: ProbeResult): string | undefined {
  return said(probe, plainText);
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
