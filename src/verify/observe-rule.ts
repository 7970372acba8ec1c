import { readNext } from '../optimizers/read-next.ts';
import type { Rule } from '../rules/index.ts';
import type { Exam } from './exam.ts';
import { rowOf, type Path } from './path.ts';
import type { Observation, OptimizerProbe } from './probe.ts';
import { inFloat32, Altered } from './rounding.ts';
import { ruleWalk } from './rule-walk.ts';
import { thrown } from './thrown.ts';

/**
 * What a rule shows in an exam by its own text, in float32 numbers without tensors. What stands around a rule is right
 * here, and is not looked at. Never throws for what the rule does.
 * @param who what errors call it
 */
export function observeRule(who: string, rule: Rule, { probes }: Exam): Observation[] {
  return probes.map((each) => {
    const probe = each as OptimizerProbe;
    const { walked, failure } = attempt(who, rule, probe);
    if (failure === undefined && walked) return { id: probe.id, ...walked, facts: {} };
    return stopped(who, rule, probe, failure ?? { message: 'its arrays do not fit each other' });
  });
}

type Failure = ReturnType<typeof thrown>;

function attempt(who: string, rule: Rule, probe: OptimizerProbe) {
  let failure: Failure | undefined;
  const watched: Rule = {
    ...rule,
    update(step, slots, hyper) {
      try {
        const next: unknown = rule.update(step, slots, hyper);
        const { shape } = step.w as Altered;
        return readNext(who, next, rule.slots, shape, isArray);
      } catch (error) {
        failure ??= thrown(error);
        throw error;
      }
    },
  };
  return { walked: ruleWalk(watched, probe, inFloat32), failure };
}

/** The way up to the update in which it threw. */
function stopped(who: string, rule: Rule, probe: OptimizerProbe, failure: Failure): Observation {
  const { stream } = probe;
  let path: Path = [rowOf(stream.variables.map(({ start }) => start))];
  for (let update = 0; update < stream.updates.length; update++) {
    const updates = stream.updates.slice(0, update + 1);
    const { walked } = attempt(who, rule, { ...probe, stream: { ...stream, updates } });
    if (!walked) return { id: probe.id, path, thrown: { ...failure, update }, facts: {} };
    path = walked.path;
  }
  // It threw once and not again, as only what is kept outside a rule makes it.
  return {
    id: probe.id,
    path,
    thrown: { ...failure, update: stream.updates.length - 1 },
    facts: {},
  };
}

const isArray = (value: unknown): value is Altered => value instanceof Altered;
