import { explanations, nearest, type Evidence, type Partly } from './diagnose.ts';
import { answers, judge, type Answers } from './judge-optimizer.ts';
import { optimizerProbes } from './optimizer-probes.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { warmProbe } from './warm-probe.ts';
import { symptoms } from './symptoms.ts';
import type { RuleMember } from './member.ts';
import type { Diagnosis, ProbeResult, Verdict } from './verdict.ts';
import { candidates, singles } from './candidates.ts';
import type { Exam } from './exam.ts';

const exams = new Map<string, Exam>();

/** The exam of a rule: its value and its textbook form say what is right. Made once for all files. */
export function optimizerExam(member: RuleMember, seed: number): Exam {
  const key = `${member.name} ${seed}`;
  const exam = exams.get(key) ?? newExam(member, seed);
  exams.set(key, exam);
  return exam;
}

function newExam(member: RuleMember, seed: number): Exam {
  const { rule, switches } = member;
  const probes = optimizerProbes(member, seed).map((probe) => ({
    ...probe,
    ...(switches && { switches }),
  }));
  const warm = warmProbe(rule, probes);
  if (warm) probes.push(warm);
  const run = probes.find(({ id }) => id === 'cold-run') as OptimizerProbe;
  const again = { ...run, id: 'again', about: 'the same forty updates a second time' };
  const keys = new Map<OptimizerProbe, Answers>();
  const keyOf = (probe: OptimizerProbe) => {
    const key = keys.get(probe) ?? answers(member, probe);
    keys.set(probe, key);
    return key;
  };
  return {
    probes: [...probes, again],
    className: member.className,
    judge: (seen) => {
      const byId = new Map(seen.map((one) => [one.id, one]));
      // Who takes no state from elsewhere is not asked about it.
      const asked = probes.filter(({ id, warm }) => !warm || !byId.get(id)?.skipped);
      const evidence = asked.map((probe) => {
        const found = withoutDefaults(byId.get(probe.id) as Observation);
        const key = keyOf(probe);
        const result = judge(probe, found, key);
        return { probe, seen: found, losses: key.losses, wrong: !result.passed, result };
      });
      const more = symptoms(
        run,
        byId.get('cold-run') as Observation,
        byId.get('again'),
        member.name,
      );
      return verdictOf(member, evidence, more);
    },
  };
}

/** A file without defaults of its own gives no numbers when it is given none: that is no mistake. */
function withoutDefaults(seen: Observation): Observation {
  if (seen.id !== 'defaults') return seen;
  const last = seen.path.at(-1) ?? [];
  const numbers = last.every((values) => values.every(Number.isFinite));
  if (seen.thrown === undefined && numbers) return seen;
  return { ...seen, skipped: 'it has no defaults of its own: every option must be given' };
}

type Judged = Evidence & { readonly result: ProbeResult };

function verdictOf(
  member: RuleMember,
  evidence: readonly Judged[],
  more: ReturnType<typeof symptoms>,
): Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> {
  const { probes, diagnosis: seen, advice } = more;
  const results = evidence.map(({ result }) => result);
  const skipped = results.flatMap(({ skipped }) =>
    skipped === undefined ? [] : [sentence(skipped)],
  );
  const remarks = [...new Set([...skipped, ...advice])];
  const wrong = results.some(({ passed }) => !passed);
  if (!wrong && probes.every(({ passed }) => passed)) {
    return { verdict: 'passed', probes: [...results, ...probes], diagnosis: [], advice: remarks };
  }
  const thrown = thrownSymptoms(member.name, evidence);
  const ran = evidence.some(({ seen }) => seen.path.length > 1);
  const found = wrong && ran ? explanations(candidates(member, evidence), evidence) : [];
  const named =
    found.length > 0 || !wrong || !ran
      ? distinct(found.map(({ says }): Diagnosis => ({ ...says, match: 'exact' })))
      : nearest(singles(member), evidence).map(guess);
  const conventional = found.length > 0 && found.every(({ says }) => says.library !== undefined);
  const [best] = found;
  const marked = results.map((result): ProbeResult => {
    if (result.passed) return result;
    if (conventional) {
      const { id, about } = result;
      return { id, about, passed: true, note: `as in ${best?.says.library}` };
    }
    return best?.first === undefined ? result : { ...result, first: best.first };
  });
  const all = [...marked, ...probes];
  const passed = all.every((one) => one.passed);
  return {
    verdict: passed ? 'convention' : 'failed',
    probes: all,
    diagnosis: [...(thrown.length > 0 && found.length === 0 ? thrown : named), ...seen],
    advice: remarks,
  };
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Never a guess stated as fact. */
function guess({ candidate, unexplained }: Partly): Diagnosis {
  const { library: _, ...says } = candidate.says;
  const but = unexplained.map(({ id }) => `"${id}"`).join(', ');
  return {
    ...says,
    match: 'close',
    fault: `it looks most like this: ${says.fault}; but not on ${but}`,
  };
}

function distinct(all: readonly Diagnosis[]): Diagnosis[] {
  return all.filter(
    (one, i) => all.findIndex(({ id, fault }) => id === one.id || fault === one.fault) === i,
  );
}

/** What an exception says by where it came. */
function thrownSymptoms(member: string, evidence: readonly Judged[]): Diagnosis[] {
  const thrown = evidence.flatMap(({ probe, seen }) => (seen.thrown ? [probe.id] : []));
  if (thrown.length === 0) return [];
  const only = (id: string) => thrown.every((one) => one === id);
  if (only('missing')) {
    return [
      {
        id: 'missing-not-skipped',
        fault: 'it throws when a variable has no gradient',
        match: 'symptom',
        remedy: 'skip entries whose tensor is null or undefined',
        member,
      },
    ];
  }
  return [
    {
      id: 'throws',
      fault: `it throws in ${thrown.length === evidence.length ? 'every probe' : thrown.map((id) => `"${id}"`).join(', ')}`,
      match: 'symptom',
      remedy: 'see the message at the probe',
      member,
    },
  ];
}
