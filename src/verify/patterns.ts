import { candidateWalk } from './candidate-walk.ts';
import { deviation, onTheWay } from './deviation.ts';
import type { Evidence } from './diagnose.ts';
import { firstSteps, locate, partsOf, type Path } from './path.ts';
import type { RuleMember } from './member.ts';
import { variableName } from './variable-name.ts';
import { stepLength } from './whole-variants.ts';
import type { Diagnosis } from './verdict.ts';

/** Most that is said of one file. */
const most = 3;

/** A probe that a file failed, with the way that is right. */
interface Failed extends Evidence {
  readonly right: Path;
}

type Says = readonly [id: string, fault: string, remedy: string];

/**
 * What failures have in common where no known mistake explains them. Facts only: nothing here is a guess.
 * @param last whether nothing else is said, so that at least the first thing that goes wrong is
 */
export function patterns(
  member: RuleMember,
  evidence: readonly Evidence[],
  last = false,
): Diagnosis[] {
  const failed = failures(member, evidence);
  if (failed.length === 0) return [];
  const passed = evidence.filter(({ wrong, seen }) => !wrong && seen.skipped === undefined);
  const says = [
    ...numbersRunOut(failed),
    ...inSomeProbes(member, failed, passed),
    ...inSomeVariables(failed),
    ...inTime(failed, evidence),
    ...inFirstStep(failed),
    ...onGrid(failed),
  ];
  if (says.length === 0 && last) says.push(...unevenStep(failed), ...earliest(failed));
  return says.slice(0, most).map((one) => symptom(member, one));
}

const symptom = ({ name }: RuleMember, [id, fault, remedy]: Says): Diagnosis => ({
  id,
  fault,
  match: 'symptom',
  remedy,
  member: name,
});

/** Where the numbers of a file run out, if they do. */
export function endOfNumbers(
  member: RuleMember,
  evidence: readonly Evidence[],
): Diagnosis | undefined {
  const [says] = numbersRunOut(failures(member, evidence));
  return says && symptom(member, says);
}

/** The probes that a file failed and went through. */
function failures(member: RuleMember, evidence: readonly Evidence[]): Failed[] {
  const rule = stepLength(member, 1);
  return evidence
    .filter(({ wrong, seen }) => wrong && seen.thrown === undefined && seen.skipped === undefined)
    .flatMap((one): Failed[] => {
      const right = candidateWalk(rule, one.probe)?.path;
      return right ? [{ ...one, right }] : [];
    });
}

/** Whether all that is wrong is that numbers run out: how they do tells many mistakes apart from none. */
export function onlyRunsOut(member: RuleMember, evidence: readonly Evidence[]): boolean {
  const failed = failures(member, evidence);
  return failed.length > 0 && failed.every(rightWhileNumbers);
}

/** What it says that only probes of one kind fail. */
const kinds: readonly (readonly [probes: readonly string[], says: Says])[] = [
  [
    ['missing'],
    [
      'only-missing',
      'it goes wrong only where a variable has no gradient in an update',
      'skip that variable (null, undefined, or not listed) and nothing else: the others move on, and its weight and state stay',
    ],
  ],
  [
    ['rate-change'],
    [
      'only-rate-change',
      'it goes wrong only when the learning rate changes: something remembers the old rate, or reads the new one at the wrong time',
      'read this.learningRate in every update, and keep the rate out of the state',
    ],
  ],
  [
    ['resume'],
    [
      'only-resume',
      'it goes wrong only after its state was saved and restored',
      'give every slot and the count t in getWeights, and take copies of them in setWeights',
    ],
  ],
  [
    ['reordered', 'missing'],
    [
      'only-reordered',
      'it goes wrong only where variables come in another order, as a map, or without a gradient',
      'find a variable and its state by name, not by its place in the list',
    ],
  ],
  [
    ['two-at-once'],
    [
      'only-two-at-once',
      'it goes wrong only where two optimizers are used in turn',
      'keep state and count in the object, not in the class or the module',
    ],
  ],
  [
    ['minimize'],
    [
      'only-minimize',
      'it goes wrong only through minimize(), as model.fit calls it',
      'let minimize() do what applyGradients() does',
    ],
  ],
  [
    ['defaults'],
    [
      'only-defaults',
      'it goes wrong only where its options are left to their defaults',
      'compare the defaults with those of the rule',
    ],
  ],
  [
    ['zero-gradient', 'decay-alone'],
    [
      'only-zero-gradient',
      'it goes wrong only where a gradient is exactly 0',
      'move an element by its state also where its gradient is 0, and keep 0 / 0 out',
    ],
  ],
  [
    ['long-run'],
    [
      'only-long-run',
      'it goes right for a while, and wrong only in a long run',
      'look for what grows or fades with t',
    ],
  ],
  [
    ['shapes'],
    [
      'only-shapes',
      'it goes wrong only for variables of other shapes than a list or a square',
      'compute with whole tensors of whatever shape comes',
    ],
  ],
  [
    ['tiny-gradient', 'large-epsilon', 'mixed-scale', 'zero-gradient', 'defaults'],
    [
      'only-epsilon',
      'it goes wrong only where epsilon counts beside the gradient',
      'look at where epsilon is added, and how much of it',
    ],
  ],
];

function inSomeProbes(
  { rule }: RuleMember,
  failed: readonly Failed[],
  passed: readonly Evidence[],
): Says[] {
  const ids = failed.map(({ probe }) => probe.id);
  const kind = kinds.find(
    ([probes, [id]]) =>
      ids.every((one) => probes.includes(one)) &&
      (id !== 'only-epsilon' || 'epsilon' in rule.defaults),
  );
  if (kind) return [kind[1]];
  if (!('weightDecay' in rule.defaults)) return [];
  const decays = ({ probe }: Evidence) => probe.options['weightDecay'] !== 0;
  if (failed.every(decays) && passed.some((one) => !decays(one))) {
    return [
      [
        'only-with-decay',
        'it goes right where weightDecay is 0: what is wrong shows only beside a decay',
        'compare the decay, and the size of what it is added to, with the rule',
      ],
    ];
  }
  if (failed.every((one) => !decays(one)) && passed.some(decays)) {
    return [
      [
        'only-without-decay',
        'it goes wrong only where weightDecay is 0: the 0 is lost',
        'write `??` in place of `||`, which takes 0 for nothing',
      ],
    ];
  }
  return [];
}

/** Whether a weight is where it should be all the way. */
function isRight({ probe, seen, right, losses }: Failed, variable: number): boolean {
  const { variables } = probe.stream;
  const of = (path: Path) => path.map((row) => partsOf(row, variables)[variable] ?? row);
  return deviation(of(seen.path), of(right), onTheWay(of(right), of(losses))).first === undefined;
}

function inSomeVariables(failed: readonly Failed[]): Says[] {
  const several = failed.filter(({ probe }) => probe.stream.variables.length > 1);
  if (several.length === 0) return [];
  const good = (one: Failed) => one.probe.stream.variables.map((_, i) => isRight(one, i));
  const all = several.map(good);
  const ranks = several.map(({ probe }) => probe.stream.variables.map(({ shape }) => shape.length));
  if (
    all.every(([first, ...rest]) => first && !rest.some(Boolean)) &&
    several.length === failed.length
  ) {
    return [
      [
        'only-first-variable-right',
        'the first variable is right everywhere, and all others are wrong',
        'look at what the loop over the variables uses up, changes or returns after the first one',
      ],
    ];
  }
  const flat = all.every((some, i) =>
    some.every((right, j) => right === (ranks[i]?.[j] as number) < 2),
  );
  if (flat && ranks.some((some) => some.some((rank) => rank > 1))) {
    return [
      [
        'only-lists-right',
        'scalars and lists are right, and variables of two or more axes are wrong',
        'compute with whole tensors, whatever their shape',
      ],
    ];
  }
  const [wrong] = new Set(all.flatMap((some) => some.flatMap((right, j) => (right ? [] : [j]))));
  const onlyOne = all.every((some) => some.every((right, j) => right || j === wrong));
  if (onlyOne && wrong !== undefined && several.length === failed.length) {
    return [
      [
        'only-one-variable-wrong',
        `of several variables only one goes wrong, \`${variableName(wrong)}\``,
        'keep what belongs to one variable apart from the others',
      ],
    ];
  }
  return [];
}

/** The update in which a probe first goes wrong. */
function firstWrong({ seen, right, losses }: Failed): number {
  return deviation(seen.path, right, onTheWay(right, losses)).first?.row ?? Infinity;
}

function inTime(failed: readonly Failed[], evidence: readonly Evidence[]): Says[] {
  const cold = evidence.find(({ probe }) => probe.id === 'cold-step');
  const first = failed.map(firstWrong).filter(Number.isFinite);
  if (cold === undefined || cold.wrong || first.length === 0) return [];
  const soonest = Math.min(...first);
  if (soonest < 2) return [];
  const second = first.filter((update) => update === 2).length;
  if (second < first.length / 2) {
    return [
      [
        'right-for-a-while',
        soonest > 2
          ? `it is right up to update ${soonest - 1}, and wrong from update ${soonest} on`
          : 'the first update is right, and most scenarios go wrong only some updates later',
        'look for what changes with t or with the size of the state: a reset, a switch, a limit, an approximation',
      ],
    ];
  }
  return [
    [
      'right-at-first',
      'the first update is right and the second is not: the mistake is in what goes from one update to the next, the state or the count t',
      'compare what is kept after the first update with what the rule keeps',
    ],
  ];
}

const stepsOf = ({ seen, right }: Failed) => firstSteps(seen.path, right);

function inFirstStep(failed: readonly Failed[]): Says[] {
  const steps = failed.filter(({ probe }) => probe.id === 'cold-step').flatMap(stepsOf);
  if (steps.length < 2 || !steps.flat().every(Number.isFinite)) return [];
  const ratios = steps.map(([got, expected]) => got / expected);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const middle = (low + high) / 2;
  if (steps.every(([got]) => got === 0)) {
    return [
      [
        'first-step-zero',
        'the first update moves nothing',
        'apply the step to w in the first update too',
      ],
    ];
  }
  const even = high - low <= 1e-3 * Math.abs(middle);
  if (even && Math.abs(middle - 1) > 1e-3) {
    const times = Number(middle.toPrecision(3));
    return [
      [
        'first-step-by-factor',
        times < 0
          ? `the first step goes uphill; it is ${-times} times as long as it should be`
          : `the first step is ${times} times as long as it should be, for every element alike`,
        'look for a factor on the gradient, the state or the rate in the first update',
      ],
    ];
  }
  if (ratios.every((ratio) => ratio < 0)) {
    return [
      ['first-step-uphill', 'the first step goes uphill in every element', 'subtract the step'],
    ];
  }
  const got = steps.map(([one]) => one);
  const [least, largest] = [Math.min(...got), Math.max(...got)];
  if (largest - least <= 1e-4 * Math.abs(largest)) {
    return [
      [
        'same-step-for-all',
        'all elements of a variable take the same step in the first update',
        'compute with each element of its own: no sum or mean over a variable',
      ],
    ];
  }
  return [];
}

/** Weights that have no digits behind a certain one, where the right ones have. */
function onGrid(failed: readonly Failed[]): Says[] {
  const values = failed.flatMap(({ seen }) => moved(seen.path));
  const right = failed.flatMap((one) => moved(one.right));
  const grid = [1, 1e-1, 1e-2, 1e-3, 1e-4].find((step) => areMultiples(values, step));
  if (grid === undefined || areMultiples(right, grid) || new Set(values).size < 3) return [];
  return [
    [
      'weights-rounded',
      `weights are rounded to multiples of ${grid}`,
      'keep all digits of a weight',
    ],
  ];
}

/** What weights became whenever they moved. */
const moved = (path: Path): number[] =>
  path
    .slice(1)
    .flatMap((weights, update) => [...weights].filter((value, i) => value !== path[update]?.[i]));

const areMultiples = (values: readonly number[], step: number): boolean =>
  values.every((value) => Math.abs(value / step - Math.round(value / step)) * step < 1e-6);

/** What is left to say: how the first step of each element compares with the right one. */
function unevenStep(failed: readonly Failed[]): Says[] {
  const ratios = failed
    .filter(({ probe }) => probe.id === 'cold-step')
    .flatMap(stepsOf)
    .map(([got, expected]) => got / expected)
    .filter(Number.isFinite);
  if (ratios.length === 0) return [];
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((one) =>
    Number(one.toPrecision(3)),
  ) as [number, number];
  const uphill = low < 0 ? '; where that is below 0, it goes uphill' : '';
  return [
    [
      'first-step-uneven',
      `already the first step is wrong, and by another factor in each element: it is ${low} to ${high} times as long as it should be${uphill}`,
      'print what the first update computes, line by line, for one element',
    ],
  ];
}

/** Where it goes wrong first, of those that one update from a fresh state gets right. */
function earliest(failed: readonly Failed[]): Says[] {
  const [first] = failed
    .map((one) => ({ probe: one.probe, update: firstWrong(one) }))
    .filter(({ update }) => Number.isFinite(update))
    .toSorted((a, b) => a.update - b.update);
  if (first === undefined || failed.some(({ probe }) => probe.id === 'cold-step')) return [];
  return [
    [
      'right-at-ordinary-size',
      `one update with ordinary gradients passes; what goes wrong first is update ${first.update} of ${first.probe.id} (${first.probe.about})`,
      'compare that scenario with the first one: what does the rule meet there that it did not meet before?',
    ],
  ];
}

/** A number that was lost, and the gradients that its weight had been given by then. */
interface Lost {
  readonly probe: Failed['probe'];
  readonly update: number;
  readonly column: number;
  readonly before: number;
  readonly gradients: readonly number[];
}

/** The weights of a probe that ran out of numbers where the right ones do not, each when it first did. */
function lostIn({ probe, seen, right }: Failed): Lost[] {
  const { variables, updates } = probe.stream;
  return [...(right[0] ?? [])].flatMap((_, column): Lost[] => {
    const update = seen.path.findIndex(
      (weights, one) => !Number.isFinite(weights[column]) && Number.isFinite(right[one]?.[column]),
    );
    if (update < 1) return [];
    const { variable, element } = locate(column, variables);
    const gradients = updates
      .slice(0, update)
      .flatMap((one) => one.gradients[variable]?.[element] ?? []);
    return [{ probe, update, column, gradients, before: seen.path[update - 1]?.[column] ?? NaN }];
  });
}

/** Beyond this a weight has run away, whatever becomes of it then. */
const runAway = 1e15;

/** Where numbers turn into NaN or run away, and what the first of them met. */
function numbersRunOut(failed: readonly Failed[]): Says[] {
  const lost = failed.flatMap(lostIn);
  const [first] = lost.toSorted((a, b) => a.update - b.update);
  if (first === undefined) return [];
  const { probe, update, column, before } = first;
  const { variable, index } = locate(column, probe.stream.variables);
  const where = variableName(variable) + (index.length > 0 ? `[${index.join(', ')}]` : '');
  const when = `update ${update} of "${probe.id}", where its gradient is ${Number((first.gradients.at(-1) ?? 0).toPrecision(3))}`;
  const atOnce = lost.every(({ gradients }) => gradients.length === 1);
  const now = lost.map(({ gradients }) => gradients.at(-1) ?? 0);
  if (atOnce && now.every((g) => g < 0)) {
    return [
      [
        'nan-where-negative',
        'a weight is no finite number after its first update where its gradient is negative: a root, or what divides, has the sign of the gradient',
        'take roots of squares, and divide by sizes',
      ],
    ];
  }
  if (lost.every(({ gradients }) => gradients.every((g) => g === 0))) {
    return [
      [
        'nan-where-zero',
        `a weight becomes NaN where it has had no gradient but 0, first \`${where}\` in update ${update} of "${probe.id}": 0 is divided by 0`,
        'keep what divides above 0 where no gradient has come yet',
      ],
    ];
  }
  const fromFirst = lost.every(({ gradients }) => gradients.slice(0, -1).every((g) => g === 0));
  if (fromFirst && now.every((g) => g !== 0) && !atOnce) {
    return [
      [
        'nan-with-first-gradient',
        'weights become NaN or infinite with their first gradient that is not 0',
        'print what that update computes, line by line: a root of something below 0 is NaN, and so is what is made of it',
      ],
    ];
  }
  if (atOnce) {
    return [
      [
        'nan-at-once',
        'weights are NaN or infinite after their first update',
        'print what the first update computes, line by line: an option that was never given is undefined, and 1 − beta^t is 0 while t is 0',
      ],
    ];
  }
  if (Math.abs(before) > runAway) {
    return [
      [
        'runs-away',
        `weights grow without end; the first to leave the numbers is \`${where}\` in ${when}`,
        'look for a step that grows with the weight or the state',
      ],
    ];
  }
  return [
    [
      'nan-on-the-way',
      `weights become NaN or infinite; the first is \`${where}\` in ${when}`,
      'look for a root of what can fall below 0, and for what is divided by something that can be 0',
    ],
  ];
}

/** Whether what was seen is right wherever it is a number. */
function rightWhileNumbers({ seen, right, losses }: Failed): boolean {
  const kept = seen.path.map((weights, update) =>
    weights.map((value, i) => (Number.isFinite(value) ? value : (right[update]?.[i] as number))),
  );
  return deviation(kept, right, onTheWay(right, losses)).first === undefined;
}
