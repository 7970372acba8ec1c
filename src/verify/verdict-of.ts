import type { Diagnosis, Judgement, ProbeResult } from './verdict.ts';

/** What was found out about a file, of whatever kind. */
export interface Findings {
  /** What it is meant to be. */
  readonly member: string;
  /** What came of each probe by its numbers. */
  readonly results: readonly ProbeResult[];
  /** Ids of the probes in which it threw. */
  readonly thrown: readonly string[];
  /** Whether any number is its own work: a weight that moved, a value that is not 0. */
  readonly computed: boolean;
  /** Looks for what explains wrong numbers, and for the part of the rule that goes wrong first. */
  readonly explain: () => { readonly diagnosis: readonly Diagnosis[]; readonly first?: string };
  /** What was seen beside the numbers: checks of their own, and names for what is wrong there. */
  readonly beside: Pick<Judgement, 'probes' | 'diagnosis'>;
  readonly advice: readonly string[];
}

/** The one way from what was found out to a verdict. */
export function verdictOf({
  member,
  results,
  thrown,
  computed,
  explain,
  beside,
  advice,
}: Findings): Judgement {
  const wrong = results.some(({ passed }) => !passed);
  const { diagnosis: named, first } = wrong ? explain() : { diagnosis: [], first: undefined };
  const exact = named.some(({ match }) => match === 'exact');
  const library = exact && named.every((one) => one.library) ? named[0]?.library : undefined;
  const explained = results.map((one): ProbeResult => {
    const { id, about, passed } = one;
    if (passed) return one;
    if (library !== undefined) return { id, about, passed: true, note: `as in ${library}` };
    return first === undefined ? one : { ...one, first };
  });
  const all = [...explained, ...beside.probes];
  // Whoever does nothing leaves no tensor behind, and touches nothing: that is no merit.
  const probes = computed ? all : all.map(nothingComputed);
  const throws = exact || thrown.length === 0 ? [] : [throwing(member, thrown, results.length)];
  const conventional = probes.some(({ note }) => note !== undefined) ? 'convention' : 'passed';
  return {
    verdict: probes.every(({ passed }) => passed) ? conventional : 'failed',
    probes,
    diagnosis: [...named, ...throws, ...beside.diagnosis],
    advice,
  };
}

function nothingComputed(result: ProbeResult): ProbeResult {
  const { id, about, passed } = result;
  return passed ? { id, about, passed: false, note: 'nothing was computed' } : result;
}

/** What an exception says by where it came. */
function throwing(member: string, thrown: readonly string[], probes: number): Diagnosis {
  if (thrown.every((id) => id === 'missing')) {
    return {
      id: 'missing-not-skipped',
      fault: 'it throws when a variable has no gradient',
      match: 'symptom',
      remedy: 'skip entries whose tensor is null or undefined',
      member,
    };
  }
  const where = thrown.length === probes ? 'every probe' : thrown.map((id) => `"${id}"`).join(', ');
  return {
    id: 'throws',
    fault: `it throws in ${where}`,
    match: 'symptom',
    remedy: 'see the message at the probe',
    member,
  };
}
