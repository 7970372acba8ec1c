import type { RuleMember } from './member.ts';
import type { Observation, Signature } from './probe.ts';
import type { Diagnosis } from './verdict.ts';

/** What is said where a file asks for something else than the examiner gives: ONE object of options, an update at a time. */
export function interfaceSymptoms(member: RuleMember, seen: Observation): Diagnosis[] {
  const { signature } = seen.facts;
  const went = seen.path.length > 1 && seen.path.at(-1)?.every(Number.isFinite) === true;
  if (signature === undefined || went) return [];
  const kind = kindOf(signature);
  if (kind === undefined) return [];
  const { takes } = signature;
  const [id, fault, way] = {
    stepping: [
      'interface-of-pytorch',
      `its constructor takes (${takes}) and it updates in step(), as in PyTorch: here it is built with ONE object of options and is handed gradients`,
      skeleton(member),
    ],
    loop: [
      'interface-of-a-loop',
      `it is a function of (${takes}) that runs the whole descent: here it is built with ONE object of options, and makes one update at a time`,
      skeleton(member),
    ],
    update: [
      'interface-of-an-update',
      `it is a function of (${takes}), one update of one weight: here it is built with ONE object of options, and is handed gradients`,
      skeleton(member),
    ],
    positional: [
      'interface-positional',
      `it takes (${takes}) one by one: here it is built with ONE object of options`,
      adapter(member, takes),
    ],
  }[kind] as [string, string, string];
  const remedy = `write it so, or add an adapter like this:\n${way}`;
  return [{ id, fault, match: 'symptom', remedy, member: member.name }];
}

function kindOf({
  takes,
  steps,
}: Signature): 'stepping' | 'loop' | 'update' | 'positional' | undefined {
  const [first = '', ...rest] = takes.split(', ');
  if (steps || /^(?:params|parameters|model)$/.test(first)) return 'stepping';
  if (/^(?:f|fn|fun|func|loss|objective|grad|gradient|df)$/.test(first) && rest.length > 0)
    return 'loop';
  if (/^(?:w|x|theta|weights?)$/.test(first) && rest.length > 0) return 'update';
  const positional = /^(?:lr|learningRate|learning_rate|rate|alpha|eta|stepSize)$/.test(first);
  return positional || rest.length > 0 ? 'positional' : undefined;
}

/** The options of a rule, by the names that files are given. */
const names = ({ rule }: RuleMember) => Object.keys(rule.defaults);

/** What people call the options when they list them. */
const known: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  learning_rate: 'learningRate',
  rate: 'learningRate',
  alpha: 'learningRate',
  eta: 'learningRate',
  stepSize: 'learningRate',
  b1: 'beta1',
  beta_1: 'beta1',
  b2: 'beta2',
  beta_2: 'beta2',
  eps: 'epsilon',
  wd: 'weightDecay',
  weight_decay: 'weightDecay',
  mu: 'momentum',
};

function adapter(member: RuleMember, takes: string): string {
  const given = takes.split(', ').map((one) => known[one] ?? one);
  const own = given.filter((one) => names(member).includes(one));
  return [
    `export function create({ ${own.join(', ') || 'learningRate'} }) {`,
    `  return new ${member.className}(${given.join(', ')});`,
    '}',
  ].join('\n');
}

function skeleton({ className, rule }: RuleMember): string {
  const { slots, defaults } = rule;
  const options = Object.keys(defaults).filter((name) => name !== 'learningRate');
  const all = Object.entries(defaults).map((one) => one.join(': '));
  const given = ['{ w, g, lr, t }', `{ ${slots.join(', ')} }`, `{ ${options.join(', ')} }`];
  const needed = options.length > 0 ? 3 : slots.length > 0 ? 2 : 1;
  return [
    "import { Optimizer } from 'downhill';",
    `export class ${className} extends Optimizer {`,
    `  static slots = [${slots.map((slot) => `'${slot}'`).join(', ')}];`,
    `  static defaults = { ${all.join(', ')} };`,
    `  update(${given.slice(0, needed).join(', ')}) {`,
    `    return { ${['w', ...slots].join(', ')} }; // as tensors, after one update`,
    '  }',
    '}',
  ].join('\n');
}
