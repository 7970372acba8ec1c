import { capital } from '../shared/sentence.ts';
import { answers, judge, type Answers } from './judge-optimizer.ts';
import { optimizerProbes } from './optimizer-probes.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { symptoms } from './symptoms.ts';
import type { RuleMember } from './member.ts';
import { verdictOf } from './verdict-of.ts';
import type { ProbeResult } from './verdict.ts';
import { interfaceSymptoms } from './interface-symptoms.ts';
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
    judge: (seen) => {
      const byId = new Map(seen.map((one) => [one.id, one]));
      const cold = byId.get(run.id) as Observation;
      const unread = unreadOptions(reading, cold, byId);
      const evidenceWithout = (options: readonly string[]) =>
        asked(options).map(({ probe, answers }) => {
          const found = withoutDefaults(byId.get(probe.id) as Observation, cold);
          const result = judge(probe, found, answers);
          return { probe, seen: found, losses: answers.losses, wrong: !result.passed, result };
        });
      const evidence = evidenceWithout(unread);
      const beside = symptoms(run, cold, byId.get('again'), member.name);
      const variants = known.flatMap(({ variant, probe }) => {
        const asked = withoutUnread(probe, unread, member);
        const seen = byId.get(probe.id) as Observation;
        return judgeVariant({ variant, probe: asked }, cold, seen) ?? [];
      });
      const results = evidence.map(({ result }) => result);
      const thrown = evidence.flatMap(({ seen: { id, thrown, skipped } }) =>
        thrown !== undefined && skipped === undefined ? [id] : [],
      );
      return verdictOf({
        member: member.name,
        results,
        thrown,
        computed: seen.some(({ path }) => moves(path)),
        explain: () => {
          const asked = interfaceSymptoms(member, evidence[0]?.seen as Observation);
          if (asked.length > 0) return { diagnosis: asked };
          // Who never came to a first update has shown no numbers.
          if (evidence.every(({ seen }) => seen.path.length < 2)) return { diagnosis: [] };
          const { found, diagnosis } = namedMistakes(member, evidenceWithout, unread);
          // An exception comes before what the numbers up to it look like.
          if (found.length === 0 && thrown.length > 0) return { diagnosis: [] };
          const first = found[0]?.first;
          return { diagnosis, ...(first !== undefined && { first }) };
        },
        beside: {
          probes: [...variants.map(({ result }) => result), ...beside.probes],
          diagnosis: [...variants.flatMap(({ diagnosis = [] }) => diagnosis), ...beside.diagnosis],
        },
        advice: advice(member, results, unread),
      });
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
  thrown === undefined && path.at(-1)?.every(Number.isFinite) === true;

const moves = ([start, ...way]: Observation['path']) =>
  way.some((weights) => String(weights) !== String(start));

/** What the file cannot do, which costs nothing. */
function advice(
  { rule }: RuleMember,
  results: readonly ProbeResult[],
  unread: readonly string[],
): string[] {
  const skipped = results.flatMap(({ skipped: why }) =>
    why === undefined ? [] : [`${capital(why)}.`],
  );
  const right = results.every(({ passed }) => passed);
  const ignored = unread.map((name) => {
    const always = `it is always ${rule.defaults[name]}, its default`;
    return `${name} is never read: ${right ? always : 'whatever is given changes nothing'}.`;
  });
  return [...new Set([...skipped, ...ignored])];
}
