import { areSame } from './deviation.ts';
import type { RuleMember } from './member.ts';
import type { Path } from './path.ts';
import type { Observation, OptimizerProbe } from './probe.ts';

/** Updates after which a value that is read has shown itself. */
const enough = 12;

/** For each option a value far from the cold run's, which shows wherever the option is read. */
const faraway: Readonly<Record<string, number>> = {
  momentum: 0.1,
  decay: 0.1,
  rho: 0.1,
  beta1: 0.1,
  beta2: 0.1,
  epsilon: 1,
  weightDecay: 0.9,
  initialAccumulatorValue: 3,
};

/** Whether the paper of a rule knows a learning rate; where it has none, that of the library stands for 1. */
const paperHasRate = ({ rule }: RuleMember) => rule.defaults.learningRate !== 1;

/**
 * Runs that differ from the cold run in the value of one option: whoever takes the very same way does not read it. They
 * say nothing about right and wrong.
 * @param cold the run that they repeat the beginning of, with options that are not the defaults
 */
export function readingProbes(member: RuleMember, cold: OptimizerProbe): OptimizerProbe[] {
  const { options, stream } = cold;
  const updates = stream.updates.slice(0, enough);
  const probe = (name: string, value: number): OptimizerProbe => ({
    ...cold,
    id: idOf(name),
    about: `whether ${name} is read`,
    options: { ...options, [name]: value },
    stream: { ...stream, updates },
  });
  const { learningRate = 0, ...others } = options;
  return [
    ...(paperHasRate(member) ? [] : [probe('learningRate', learningRate / 2)]),
    ...Object.keys(others).map((name) => probe(name, faraway[name] as number)),
  ];
}

/** The options that a file does not read, by what was seen of it. */
export function unreadOptions(
  probes: readonly OptimizerProbe[],
  cold: Observation,
  seen: ReadonlyMap<string, Observation>,
): string[] {
  // Of a file that throws or stands still nothing can be said.
  if (cold.thrown !== undefined || !moves(cold.path.slice(0, enough + 1))) return [];
  const same = probes.filter(({ id }) => sameBeginning(cold, seen.get(id) as Observation));
  return same.map(({ id }) => id.slice(prefix.length));
}

/** Whether a run is the beginning of another, to the last bit. */
export function sameBeginning(whole: Observation, { path, thrown }: Observation): boolean {
  return thrown === undefined && areSame(path, whole.path.slice(0, path.length));
}

/** A probe as a file sees it that does not read some options: they are not given, and a rate stays as it is. */
export function withoutUnread(
  probe: OptimizerProbe,
  unread: readonly string[],
  { rule }: RuleMember,
): OptimizerProbe {
  if (unread.length === 0) return probe;
  const given = Object.entries(probe.options).filter(([name]) => !unread.includes(name));
  const options = Object.fromEntries(given);
  if (!unread.includes('learningRate')) return { ...probe, options };
  const { learningRate } = rule.defaults;
  const { stream } = probe;
  const updates = stream.updates.map((one) => ({ ...one, rate: learningRate }));
  return { ...probe, options: { ...options, learningRate }, stream: { ...stream, updates } };
}

const prefix = 'reads-';
const idOf = (name: string) => prefix + name;

const moves = (path: Path) =>
  path.length > 1 &&
  path.every((one) => one.every(Number.isFinite)) &&
  String(path[0]) !== String(path.at(-1));
