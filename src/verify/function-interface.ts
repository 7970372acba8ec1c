import type { Argument } from './argument.ts';
import { callText } from './call-text.ts';
import type { FunctionMember } from './function-member.ts';
import type { Instead } from './given.ts';
import type { FunctionProbe, Observation, Signature } from './probe.ts';
import type { Says } from './function-patterns.ts';

/** What is said where a file has another interface than its kind, or gives something else: what is expected, and an adapter. */
export function functionInterface(
  member: FunctionMember,
  [probe]: readonly FunctionProbe[],
  seen: readonly Observation[],
): Says | undefined {
  const signature = seen.find(({ facts }) => facts.signature)?.facts.signature;
  const instead = seen.find(({ facts }) => facts.instead)?.facts.instead;
  // Whoever computes numbers has understood how it is called.
  const went = seen.some(({ path }) => path.some((row) => row.some(Number.isFinite)));
  if (probe === undefined || went) return undefined;
  const way = signature && otherWay(member, probe, signature, instead);
  if (way !== undefined) {
    const [id, fault, adapter] = way;
    return [id, fault, `write it so, or add an adapter like this:\n${adapter}`];
  }
  if (seen.some(({ thrown }) => thrown?.message.includes('Cannot compute gradient of y=f(x)'))) {
    return [
      'no-way-back',
      'no gradient flows from its value back to the weights: on the way they become plain numbers',
      'compute with tensors all the way: no dataSync() or arraySync(), no loop over numbers',
    ];
  }
  if (
    member.kind === 'function' &&
    seen.some(({ thrown }) => takesTensors.test(thrown?.message ?? ''))
  ) {
    return [
      'no-tensors',
      'it calls functions of tfjs, and what it is handed is no tensor but an array of doubles with the methods of one',
      'call the methods of the array itself: w.abs(), w.sub(1), w.mul(2), w.maximum(0) in the place of tf.abs(w), tf.sub(w, 1), …',
    ];
  }
  return instead ? given(member, probe, instead) : undefined;
}

/** How tfjs refuses what is no tensor. */
const takesTensors = /must be a Tensor|Argument '.*' passed to/;

/** How a member's form is called, and what comes of it. */
const forms = {
  schedule: 'a function of ONE object of options that gives a function from the update to its rate',
  regularizer:
    'a function of ONE object of options that gives a function from a weight to its penalty',
  gradient: 'a function (f, x) that gives a list of slopes',
  function: 'one function',
};

/** Methods by which other libraries ask for a rate or a penalty. */
const asked = /^(?:call|__call__|forward|apply|at|rate|value|get|getLr|get_lr|getRate|lr|compute)$/;

function otherWay(
  { kind, name: member }: FunctionMember,
  { options, synonyms = [], inOrder, inputs: [input] }: FunctionProbe,
  { takes, steps, name = member, methods = [] }: Signature,
  instead: Instead | undefined,
): Says | undefined {
  const list = takes.split(', ').filter((one) => one !== '');
  const [first = '', ...rest] = list;
  const whole = first.startsWith('{') || /^(?:o|opts?|options|config|cfg)$/.test(first);
  // What gives a function of the update takes its options one by one; else the update is among its parameters.
  const direct = instead?.of === 'making';
  const wanted = Object.keys(options).filter((one) => !synonyms.includes(one));
  const built = list.length > 1 || (list.length === 1 && isNumberName(first));
  const from = built ? list.map((one) => `options.${optionOf(one, wanted)}`).join(', ') : 'options';
  if ((kind === 'schedule' || kind === 'regularizer') && methods.length > 0) {
    const method = methods.find((one) => asked.test(one)) ?? methods.at(-1) ?? 'call';
    const [argument, thing] = kind === 'schedule' ? ['update', 'rate'] : ['w', 'penalty'];
    const counts = steps && kind === 'schedule';
    const fault = counts
      ? `it is a class that counts its own steps, as in PyTorch: here it is ${forms[kind]}`
      : `it is a class with ${methods.map((one) => `${one}()`).join(', ')}: here it is ${forms[kind]}`;
    return [
      'interface-of-a-class',
      fault,
      counts ? counting(name, method, from) : calling(name, method, from, argument, thing),
    ];
  }
  if (kind === 'schedule' && rest.length > 0 && inOrder === undefined && (direct || !whole)) {
    const each = list.map((one) =>
      direct && isUpdateName(one) ? 'update' : `options.${optionOf(one, wanted)}`,
    );
    const handed = whole && direct ? ['options', 'update'] : each;
    const call = `${name}(${handed.join(', ')})`;
    const what = direct
      ? `it takes (${takes}) and gives the rate at once`
      : `it takes (${takes}) one by one`;
    return [
      'interface-positional',
      `${what}: here it is ${forms[kind]}`,
      `export const create = (options) => ${direct ? '(update) => ' : ''}${call};`,
    ];
  }
  if (kind === 'regularizer' && rest.length > 0) {
    const handed = list.map((one, i) => {
      if (whole && i === 0) return 'options';
      return isWeightName(one) ? 'w' : `options.${optionOf(one, wanted)}`;
    });
    return [
      'interface-positional',
      `it takes (${takes}) at once: here it is ${forms[kind]}`,
      `export const create = (options) => (w) => ${name}(${handed.join(', ')});`,
    ];
  }
  if (kind === 'gradient' && /^(?:f|fn|func|fun|loss)$/.test(rest[0] ?? '')) {
    return [
      'interface-turned',
      `it takes (${takes}): here it is ${forms[kind]}`,
      `export const create = (f, x) => ${name}(x, f);`,
    ];
  }
  const args = input?.args ?? [];
  const [only] = args;
  if (kind === 'function' && args.length === 1 && isNamed(only) && rest.length > 0) {
    const names = Object.keys(only);
    const handed = list.map((one) => `given.${optionOf(one, names)}`).join(', ');
    return [
      'interface-positional',
      `it takes (${takes}) one by one: here it is called with ONE object, ${callText(member, args)}`,
      `export const create = (given) => ${name}(${handed});`,
    ];
  }
  return undefined;
}

const calling = (name: string, method: string, from: string, argument: string, thing: string) =>
  [
    'export function create(options) {',
    `  const ${thing} = new ${name}(${from});`,
    `  return (${argument}) => ${thing}.${method}(${argument});`,
    '}',
  ].join('\n');

const counting = (name: string, method: string, from: string) =>
  [
    'export const create = (options) => (update) => {',
    `  const rate = new ${name}(${from});`,
    '  for (let done = 0; done < update; done++) rate.step();',
    `  return rate.${method === 'step' ? 'getLr' : method}();`,
    '};',
  ].join('\n');

const isNamed = (
  argument: Argument | undefined,
): argument is { readonly [name: string]: Argument } =>
  typeof argument === 'object' &&
  !Array.isArray(argument) &&
  !('handed' in argument) &&
  !('elements' in argument);

const isUpdateName = (name: string) =>
  /^(?:u|update|t|steps?|epoch|iteration|iter|i|n|k)$/.test(name);
const isWeightName = (name: string) =>
  /^(?:w|weights?|x|tensor|kernel|theta|params?|t)$/.test(name);
const isNumberName = (name: string) =>
  /^(?:lr|base|baseLr|base_lr|rate|peak|lambda|lam|l1|l2|alpha|strength|c)$/.test(name);

/** What people call options, by the words in it. */
const words: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /lambda|^lam$|alpha|strength|^wd$|^c$|weight_?decay|^l[12]$/i,
    ['l1', 'l2', 'strength', 'lambda'],
  ],
  [/floor|min|eta_?min|end|final/i, ['floor']],
  [/warm/i, ['warmup']],
  [/milestone|boundar/i, ['milestones']],
  [/gamma|factor|decay_?rate|drop$/i, ['factor']],
  [/every|step_?size|decay_?steps|period|drop_?every|epochs_?drop/i, ['every', 'updates']],
  [/power/i, ['power']],
  [/t_?max|total|steps|updates|max_?(?:steps|iter)|epochs|^n$/i, ['updates', 'warmup', 'every']],
  [/lr|rate|peak|base|max/i, ['peak', 'rate']],
];

/** The option that a parameter stands for: of its own name, or by what it is called elsewhere. */
function optionOf(parameter: string, options: readonly string[]): string {
  if (options.includes(parameter)) return parameter;
  const names = words.find(([pattern]) => pattern.test(parameter))?.[1] ?? [];
  return names.find((one) => options.includes(one)) ?? parameter;
}

/** What to do about what came in the place of numbers. */
const instead: Readonly<Record<Instead['is'], readonly [fault: string, remedy: string]>> = {
  nothing: ['nothing', 'return the result: is there a `return` in every branch?'],
  number: ['a number', 'see what is expected'],
  text: ['text', 'compute with numbers: `+` puts texts together, and toFixed() makes text'],
  list: ['a list', 'see what is expected'],
  tensor: ['a tensor', 'compute with plain numbers, or read the tensor at the end: `dataSync()`'],
  promise: ['a promise', 'no `async`: give the result itself'],
  function: ['a function', 'give the result at once: is it called once more than it should be?'],
  object: ['an object', 'see what is expected'],
};

function given(
  { kind, name }: FunctionMember,
  { inputs: [input] }: FunctionProbe,
  { of, is }: Instead,
): Says | undefined {
  const [what, remedy] = instead[is];
  const says = (expected: string, todo = remedy): Says => [
    `gives-${is}`,
    `it gives ${what} where ${expected}`,
    todo === 'see what is expected' ? `give ${expected.replace(/ is expected.*$/, '')}` : todo,
  ];
  if (of === 'making') return says(`${forms[kind].replace(/^.* gives /, '')} is expected`);
  if (kind === 'schedule') return says('a rate is expected, a plain number');
  if (kind === 'regularizer') {
    return says(
      'a tensor is expected',
      'compute with tensors to the end: through plain numbers no gradient flows',
    );
  }
  if (kind === 'gradient') return says('a list of slopes is expected');
  const call = callText(name, input?.args ?? []);
  return input?.take === undefined
    ? says(`the result of ${call} is expected`)
    : says(
        'a function is expected that gives one result at each call',
        `return a function: it is asked again and again, ${call}()`,
      );
}
