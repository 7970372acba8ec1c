import { singles } from './candidates.ts';
import { explains } from './diagnose.ts';
import { answers, judge } from './judge-optimizer.ts';
import type { RuleMember } from './member.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { sameBeginning } from './unread-options.ts';
import type { Diagnosis, ProbeResult } from './verdict.ts';

/** Updates after which two rules have parted. */
const enough = 8;

/** A variant of the member that is examined, and the run in which a file is told to be it. */
export interface VariantCheck {
  readonly variant: RuleMember;
  readonly probe: OptimizerProbe;
}

/**
 * The variants that a file for `member` may know, each asked for by its switches.
 * @param cold the run that is repeated
 */
export function variantChecks(
  { variants }: RuleMember,
  { stream, ...cold }: OptimizerProbe,
): VariantCheck[] {
  return variants.map((variant) => {
    const { switches = {}, className } = variant;
    const [name = ''] = Object.keys(switches);
    const updates = stream.updates.slice(0, enough);
    return {
      variant,
      probe: {
        ...cold,
        id: `${name}-on`,
        about: `${name}: true, which makes it ${className}`,
        stream: { ...stream, updates },
        switches,
      },
    };
  });
}

/** What came of a variant; nothing where the file does not know it, or could not even be run. */
export function judgeVariant(
  { variant, probe }: VariantCheck,
  cold: Observation,
  seen: Observation,
): { readonly result: ProbeResult; readonly diagnosis?: Diagnosis } | undefined {
  if (cold.thrown !== undefined || sameBeginning(cold, seen)) return undefined;
  const right = answers(variant, probe);
  const result = judge(probe, seen, right);
  if (result.passed) return { result };
  const evidence = { probe, seen, losses: right.losses, wrong: true };
  const convention = singles(variant).find(
    (one) => one.says.library !== undefined && explains(one, evidence) === 'yes',
  );
  if (convention) {
    const { id, about } = result;
    return { result: { id, about, passed: true, note: `as in ${convention.says.library}` } };
  }
  return {
    result,
    diagnosis: {
      id: `${probe.id}-wrong`,
      fault: `with ${probe.about.replace(/,.*/, '')} it does not do what ${variant.className} does`,
      match: 'symptom',
      remedy: `check it --as ${variant.name}, where the mistake is named`,
      member: variant.name,
    },
  };
}
