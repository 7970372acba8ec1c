import type { Rule } from '../rules/index.ts';
import type { RuleMember } from './member.ts';
import { deviation, onTheWay, type Deviation } from './deviation.ts';
import { locate, type Path } from './path.ts';
import { variableName } from './variable-name.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { resultOf } from './result-of.ts';
import { inDoubles, inFloat32 } from './rounding.ts';
import { ruleWalk } from './rule-walk.ts';
import type { ProbeResult } from './verdict.ts';
import { textbookWalk } from './textbook-walk.ts';

/** The right ways through a probe, and what float32 costs on them. */
export interface Answers {
  readonly paths: readonly Path[];
  /** For each weight the largest error so far of the rule in float32 tensors. */
  readonly losses: Path;
}

/**
 * Where the field has two right answers both are given: after a missing gradient the count of updates may go on for
 * this variable too (tfjs, Keras), or not (PyTorch).
 */
export function answers({ rule, textbook }: RuleMember, probe: OptimizerProbe): Answers {
  const { learningRate: _, ...options } = probe.options;
  const paths = [textbookWalk(() => textbook(options), probe.stream)];
  if (probe.stream.updates.some(({ gradients }) => gradients.includes(null))) {
    const counting = ruleWalk(rule, probe, inDoubles, { count: 'updates' });
    if (counting) paths.push(counting.path);
  }
  return { paths, losses: lossesOf(rule, probe) };
}

function lossesOf(rule: Rule, probe: OptimizerProbe): Path {
  const [exact, rounded] = [inDoubles, inFloat32].map((one) => ruleWalk(rule, probe, one)?.path);
  const largest: number[] = [];
  return (exact ?? []).map((weights, update) =>
    weights.map((value, i) => {
      const lost = Math.abs((rounded?.[update]?.[i] as number) - value);
      return (largest[i] = Math.max(largest[i] ?? 0, lost || 0));
    }),
  );
}

/** Judges what was seen of one probe. */
export function judge(
  probe: OptimizerProbe,
  seen: Observation,
  { paths, losses }: Answers,
): ProbeResult {
  const compared = paths.map((path) => {
    const alone = deviation(seen.path, path, onTheWay(path, losses));
    const twin = seen.twinPath && deviation(seen.twinPath, path, onTheWay(path, losses));
    return worse(alone, twin);
  });
  const [nearest] = compared as [Deviation, ...Deviation[]];
  const best = compared.find(({ first }) => first === undefined) ?? nearest;
  return resultOf(probe, seen, best, ({ row: update, column }) => {
    const { variable, index } = locate(column, probe.stream.variables);
    return { update, variable: variableName(variable), index };
  });
}

function worse(one: Deviation, other: Deviation | undefined): Deviation {
  if (other === undefined || one.first !== undefined) return one;
  return other.first !== undefined || other.maxError > one.maxError ? other : one;
}
