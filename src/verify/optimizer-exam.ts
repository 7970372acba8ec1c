import type { Evidence } from './diagnose.ts';
import { answers, judge, type Answers } from './judge-optimizer.ts';
import { optimizerProbes } from './optimizer-probes.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { symptoms } from './symptoms.ts';
import type { RuleMember } from './member.ts';
import type { Diagnosis, ProbeResult, Verdict } from './verdict.ts';
import { namedMistakes } from './named-mistakes.ts';
import type { Exam } from './exam.ts';
import { readingProbes, unreadOptions, withoutUnread } from './unread-options.ts';
import { judgeVariant, variantChecks } from './variant-checks.ts';

const exams = new Map<string, Exam>();

/** The exam of a rule: its value and its textbook form say what is right. Made once for all files. */
export function optimizerExam(member: RuleMember, seed: number): Exam {
  const key = `${member.name} ${seed}`;
  const exam = exams.get(key) ?? newExam(member, seed);
  exams.set(key, exam);
  return exam;
}

function newExam(member: RuleMember, seed: number): Exam {
  const { switches } = member;
  const probes = optimizerProbes(member, seed).map((probe) => ({
    ...probe,
    ...(switches && { switches }),
  }));
  const run = probes.find(({ id }) => id === 'cold-run') as OptimizerProbe;
  const again = { ...run, id: 'again', about: 'the same forty updates a second time' };
  const known = variantChecks(member, run);
  const reading = readingProbes(member, run);
  const questions = new Map<string, readonly Question[]>();
  const asked = (unread: readonly string[]) => {
    const key = unread.join();
    const known =
      questions.get(key) ??
      probes.map((given): Question => {
        const probe = withoutUnread(given, unread, member);
        return { probe, answers: answers(member, probe) };
      });
    questions.set(key, known);
    return known;
  };
  return {
    probes: [...probes, again, ...known.map(({ probe }) => probe), ...reading],
    className: member.className,
    judge: (seen) => {
      const byId = new Map(seen.map((one) => [one.id, one]));
      const cold = byId.get(run.id) as Observation;
      const unread = unreadOptions(reading, cold, byId);
      const evidenceWithout = (options: readonly string[]) =>
        asked(options).map(({ probe, answers }): Judged => {
          const found = withoutDefaults(byId.get(probe.id) as Observation, cold);
          const result = judge(probe, found, answers);
          return { probe, seen: found, losses: answers.losses, wrong: !result.passed, result };
        });
      const beside = symptoms(run, cold, byId.get('again'), member.name);
      const variants = known.flatMap(({ variant, probe }) => {
        const asked = withoutUnread(probe, unread, member);
        const seen = byId.get(probe.id) as Observation;
        return judgeVariant({ variant, probe: asked }, cold, seen) ?? [];
      });
      const more = {
        probes: [...variants.map(({ result }) => result), ...beside.probes],
        diagnosis: [...variants.flatMap(({ diagnosis = [] }) => diagnosis), ...beside.diagnosis],
      };
      return verdictOf(member, evidenceWithout, unread, more);
    },
  };
}

/** A probe, and what is right on it. */
interface Question {
  readonly probe: OptimizerProbe;
  readonly answers: Answers;
}

/**
 * A file without defaults of its own gives no numbers when it is given none, although it does when it is given all: that
 * is no mistake.
 */
function withoutDefaults(seen: Observation, cold: Observation): Observation {
  if (seen.id !== 'defaults' || !givesNumbers(cold) || givesNumbers(seen)) return seen;
  return { ...seen, skipped: 'it has no defaults of its own: every option must be given' };
}

const givesNumbers = ({ thrown, path }: Observation) =>
  thrown === undefined && path.at(-1)?.flat().every(Number.isFinite) === true;

type Judged = Evidence & { readonly result: ProbeResult };

function verdictOf(
  member: RuleMember,
  evidenceWithout: (options: readonly string[]) => readonly Judged[],
  unread: readonly string[],
  more: ReturnType<typeof symptoms>,
): Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'> {
  const { probes, diagnosis: seen } = more;
  const evidence = evidenceWithout(unread);
  const results = evidence.map(({ result }) => result);
  const skipped = results.flatMap(({ skipped }) =>
    skipped === undefined ? [] : [sentence(skipped)],
  );
  const wrong = results.some(({ passed }) => !passed);
  const ignored = unread.map((name) => {
    const value = member.rule.defaults[name];
    return `${name} is never read: ${wrong ? 'whatever is given changes nothing' : `it is always ${value}, its default`}.`;
  });
  const remarks = [...new Set([...skipped, ...ignored])];
  if (!wrong && probes.every(({ passed }) => passed)) {
    return { verdict: 'passed', probes: [...results, ...probes], diagnosis: [], advice: remarks };
  }
  const thrown = thrownSymptoms(member.name, evidence);
  const ran = evidence.some(({ seen }) => seen.path.length > 1);
  const { found, diagnosis: named } =
    wrong && ran ? namedMistakes(member, evidenceWithout, unread) : { found: [], diagnosis: [] };
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
