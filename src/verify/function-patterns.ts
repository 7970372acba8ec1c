import type { Rows } from './function-member.ts';
import type { FunctionProbe } from './probe.ts';

/** What a function gave in a probe, and what is right. */
export interface Given {
  readonly probe: FunctionProbe;
  readonly rows: Rows;
  readonly right: Rows;
  /** Whether it is right within what is allowed. */
  readonly passed: boolean;
}

/** A fact, and what to do: id, fault, remedy. */
export type Says = readonly [id: string, fault: string, remedy: string];

/** Most that is said of one file. */
const most = 2;

/** What a function does wrong where no known mistake explains it. Facts only: nothing here is a guess. */
export function functionPatterns(kind: FunctionProbe['kind'], all: readonly Given[]): Says[] {
  const failed = all.filter(({ passed }) => !passed);
  if (failed.length === 0) return [];
  const none = failed
    .filter(({ rows }) => rows.length > 0)
    .flatMap((one) => withoutNumbers(kind, one));
  const [missing] = none;
  if (missing) return [missing];
  const lost = lostZero(all);
  if (lost !== undefined) {
    return [
      ['zero-lost', `it is wrong only where \`${lost}\` is 0`, 'does || lose the 0? take ??'],
    ];
  }
  const own = {
    schedule: ofSchedule,
    regularizer: ofPenalty,
    gradient: ofGradient,
    function: () => [],
  }[kind];
  const says = [...ofRatio(kind, failed), ...own(failed, all)];
  return (says.length > 0 ? says : ofAny(failed, all)).slice(0, most);
}

/** The option that is 0 in every probe that failed, and in no other. */
function lostZero(all: readonly Given[]): string | undefined {
  const isZero = (name: string, { probe }: Given) => probe.options[name] === 0;
  if (all.every(({ passed }) => !passed)) return undefined;
  return Object.keys(all[0]?.probe.options ?? {}).find((name) =>
    all.every((one) => isZero(name, one) !== one.passed),
  );
}

const whole = {
  schedule: 'rate',
  regularizer: 'value and slope',
  gradient: 'slope',
  function: 'result',
};

function withoutNumbers(kind: FunctionProbe['kind'], { rows, right }: Given): Says[] {
  if (kind === 'gradient' && rows.some((row) => row.length === 0)) {
    return [
      [
        'no-list',
        'it does not give a list of numbers: a single number, or nothing that can be read as a list',
        'return an array with one slope for each coordinate of x',
      ],
    ];
  }
  if (kind === 'gradient' && rows.some((row, i) => row.length !== right[i]?.length)) {
    return [
      [
        'wrong-length',
        'its list is not as long as x',
        'return an array with one slope for each coordinate of x',
      ],
    ];
  }
  const lost = rows.flat().filter((value) => !Number.isFinite(value)).length;
  if (lost > 0 && lost === rows.flat().length) {
    return [
      [
        'no-numbers',
        `it gives no number at all as its ${whole[kind]}`,
        'look for an option that is read under another name, and for a function where a number is wanted',
      ],
    ];
  }
  const short = right.findIndex((row, i) => row.length !== rows[i]?.length);
  if (kind === 'function' && short >= 0) {
    return [
      [
        'wrong-count',
        `its result holds ${rows[short]?.length ?? 0} numbers, and ${right[short]?.length} are expected`,
        'look at the type that it promises: is an entry missing, or a list too long?',
      ],
    ];
  }
  if (lost === 0) return [];
  return [
    [
      'some-not-numbers',
      'some of its values are not finite numbers',
      'look for a division by 0, a root of what is negative, and an exponential that is too large',
    ],
  ];
}

/** The least and the largest share that a value has of the right one. */
function ratios(
  failed: readonly Pick<Given, 'rows' | 'right'>[],
): readonly [low: number, high: number] {
  const all = failed.flatMap(({ rows, right }) =>
    right.flatMap((values, row) =>
      values.flatMap((value, i) => (value === 0 ? [] : [(rows[row]?.[i] ?? NaN) / value])),
    ),
  );
  return [Math.min(...all), Math.max(...all)];
}

/** Factors that tell where they come from. */
const constants: readonly (readonly [value: number, name: string, remedy: string])[] = [
  [1 / Math.LN10, '1 / ln 10', 'take logarithms of one base: Math.log is the natural one'],
  [Math.LN10, 'ln 10', 'take logarithms of one base: Math.log is the natural one'],
  [1 / Math.LN2, '1 / ln 2', 'take logarithms of one base: Math.log is the natural one'],
  [Math.LN2, 'ln 2', 'take logarithms of one base: Math.log is the natural one'],
  [180 / Math.PI, '180 / π', 'angles are in radians'],
  [Math.PI / 180, 'π / 180', 'angles are in radians'],
  [Math.PI, 'π', 'look for a π'],
  [1 / Math.PI, '1 / π', 'look for a π'],
  [Math.SQRT2, '√2', 'look for a root'],
  [Math.SQRT1_2, '1 / √2', 'look for a root'],
];

/** Everything is off by one factor. */
function ofRatio(kind: FunctionProbe['kind'], failed: readonly Given[]): Says[] {
  const [low, high] = ratios(failed);
  if (!(low <= high && high - low <= 1e-4 * Math.abs(high)) || high === 0) return [];
  const middle = (low + high) / 2;
  const known = constants.find(([value]) => Math.abs(middle / value - 1) < 1e-4);
  return [
    [
      'off-by-factor',
      `every ${whole[kind]} is ${shortly(middle)} times what it should be${known ? `, which is ${known[1]}` : ''}`,
      known?.[2] ?? 'look for a constant factor',
    ],
  ];
}

/** The rate of each update that was asked for, by update. */
function byUpdate({ probe, rows, right }: Given) {
  const asked = probe.inputs.flatMap(({ values }, row) =>
    values.map((update, i) => ({
      update,
      got: rows[row]?.[i] as number,
      right: right[row]?.[i] as number,
    })),
  );
  return asked.toSorted((a, b) => a.update - b.update);
}

const unlike = (one: number, other: number) =>
  Math.abs(one - other) > 1e-5 * Math.max(Math.abs(one), Math.abs(other), 1e-3);

function ofSchedule(failed: readonly Given[], all: readonly Given[]): Says[] {
  const says: Says[] = [];
  const every = all.flatMap(byUpdate).toSorted((a, b) => a.update - b.update);
  const wrong = every.filter(({ got, right }) => unlike(got, right));
  const remembers = forgetful(all);
  if (remembers !== undefined) {
    const inOrder = failed.every(({ probe }) => probe.id.startsWith('any-order'));
    const right = inOrder
      ? 'it is right when updates are asked in order, and wrong otherwise: '
      : '';
    return [
      [
        'depends-on-order',
        `${right}it remembers what it was asked before, so that update ${remembers} has one rate now and another one then`,
        'make it a function of the index alone',
      ],
    ];
  }
  const same = every.every(({ got }) => got === every[0]?.got);
  if (same) {
    says.push(['is-constant', 'the rate never changes', 'use the index of the update']);
  }
  if (wrong.length > 0 && wrong.every(({ update }) => update === 0)) {
    says.push([
      'only-first-wrong',
      'only the rate of the first update is wrong',
      'update 0 is the first one',
    ]);
  } else if (wrong.every(({ right, update }) => settled(all, update) === right)) {
    says.push([
      'wrong-after-end',
      'it is right until its end and wrong after it',
      'stay at the last rate',
    ]);
  }
  const zeros = wrong.filter(({ got, right }) => got === 0 && right !== 0);
  if (zeros.length > 0 && zeros.length < every.length) {
    says.push([
      'zero-rate',
      `the rate is 0 in update ${zeros[0]?.update}, which so does nothing`,
      'look for a whole-number division or a cut-off',
    ]);
  }
  const way = [...says, ...direction(failed)];
  return way.length > 0 ? way : shape(every, wrong);
}

/** An update that was given different rates by one and the same schedule. */
function forgetful(all: readonly Given[]): number | undefined {
  for (const { probe } of all) {
    const same = all.filter((one) => one.probe.id.at(-1) === probe.id.at(-1)).flatMap(byUpdate);
    const other = same.find(({ update, got }) =>
      same.some((one) => one.update === update && unlike(one.got, got)),
    );
    if (other !== undefined) return other.update;
  }
  return undefined;
}

type Asked = ReturnType<typeof byUpdate>[number];

/** On which side of the right curve it runs, where both go the same way. */
function shape(every: readonly Asked[], wrong: readonly Asked[]): Says[] {
  const above = wrong.filter(({ got, right }) => got > right);
  if (above.length > 0 && above.length < wrong.length) return [];
  const side = above.length > 0 ? 'higher' : 'lower';
  const [first, last] = [wrong[0]?.update ?? 0, wrong.at(-1)?.update ?? 0];
  const before = every.some(({ update }) => update < first);
  const after = every.some(({ update }) => update > last);
  const where = after ? `between update ${first} and update ${last}` : `from update ${first} on`;
  const from = before || after ? where : 'in every update';
  return [
    [
      'wrong-side',
      `it goes the right way, and is ${side} than it should be ${from}`,
      before && after ? 'look at the curve between its ends' : 'look at how fast it falls or rises',
    ],
  ];
}

/** The rate at which a schedule stays from an update on; undefined while it still changes. */
function settled(all: readonly Given[], update: number): number | undefined {
  const later = all.flatMap(byUpdate).filter((one) => one.update >= update);
  const [first] = later;
  return later.every(({ right }) => right === first?.right) ? first?.right : undefined;
}

/** Where it climbs and should fall, or the other way round. */
function direction(failed: readonly Given[]): Says[] {
  const ways = failed
    .filter(({ probe }) => probe.id.startsWith('any-order'))
    .flatMap((one) => {
      const path = byUpdate(one);
      return path.slice(1).map((here, i) => {
        const before = path[i] as (typeof path)[number];
        return {
          update: here.update,
          got: here.got - before.got,
          right: here.right - before.right,
        };
      });
    });
  const size = 1e-9;
  const climbs = ways.find(({ got, right }) => got > size && right <= 0);
  const falls = ways.find(({ got, right }) => got < -size && right >= 0);
  const remedy = 'look at which way each part runs, and where it ends';
  if (climbs && falls && falls.update < climbs.update) {
    return [
      [
        'falls-and-climbs',
        `the rate falls to update ${falls.update}, where it should not, and climbs again later`,
        remedy,
      ],
    ];
  }
  if (climbs) {
    const fault = `the rate climbs to update ${climbs.update}, where it should not`;
    return [['climbs', fault, remedy]];
  }
  if (falls) {
    return [['falls', `the rate falls to update ${falls.update}, where it should not`, remedy]];
  }
  return [];
}

function ofPenalty(failed: readonly Given[], all: readonly Given[]): Says[] {
  const columns = (one: Given) =>
    one.right.flatMap((values, row) =>
      values.map((value, i) => ({ i, off: unlike(one.rows[row]?.[i] ?? NaN, value) })),
    );
  const off = failed.flatMap(columns).filter((one) => one.off);
  if (off.every(({ i }) => i === 0)) {
    return [
      [
        'only-value',
        'its gradient is right and its value is not: a constant is added',
        'leave the constant out',
      ],
    ];
  }
  if (off.every(({ i }) => i > 0)) {
    return [
      [
        'only-gradient',
        'its value is right and its gradient is not',
        'derive the gradient from the value again, or let tf.grad find it, without a detour through plain numbers',
      ],
    ];
  }
  const flat = ({ probe }: Given) => (probe.inputs[0]?.shape?.length ?? 0) < 2;
  if (all.some((one) => flat(one) && one.passed) && failed.every((one) => !flat(one))) {
    return [
      [
        'only-lists',
        'it is right for a list of weights and wrong for two and more axes',
        'look at the axes that are summed over',
      ],
    ];
  }
  const [low, high] = ratios(failed.map(valuesOnly));
  if (low > 1 || high < 1) {
    const side = low > 1 ? 'too large' : 'too small';
    return [
      [
        'not-one-factor',
        `the penalty is ${side} for every weight, by a factor that depends on the weight (${shortly(low)} to ${shortly(high)})`,
        'look at what is summed, and whether a root or a mean is taken',
      ],
    ];
  }
  return [];
}

/** A penalty's value alone, without its slopes. */
const valuesOnly = ({ rows, right, ...rest }: Given): Given => ({
  ...rest,
  rows: rows.map((row) => row.slice(0, 1)),
  right: right.map((row) => row.slice(0, 1)),
});

const shortly = (value: number) => Number(value.toPrecision(3));

/** In which scenarios it is right, and how far it is from it elsewhere. */
function ofAny(failed: readonly Given[], all: readonly Given[]): Says[] {
  const [passed, wrong] = [all.filter((one) => one.passed), failed].map((some) => [
    // Of a schedule the same is asked of several.
    ...new Set(
      some.map(({ probe: { kind, about } }) =>
        kind === 'schedule' ? about.replace(/, with .*/, '') : about,
      ),
    ),
  ]) as [string[], string[]];
  if (passed.length > 0) {
    return [
      [
        'right-in-some',
        `it is right in some scenarios (${passed.join('; ')}), and wrong in others (${wrong.join('; ')})`,
        'look for what the second have that the first have not',
      ],
    ];
  }
  const got = new Set(failed.flatMap(({ rows }) => rows.flat()));
  if (got.size === 1) {
    const fault = `it gives ${shortly([...got][0] as number)} everywhere, whatever it is handed`;
    return [['always-the-same', fault, 'look at what the result is computed from']];
  }
  const [low, high] = ratios(failed);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
  return [
    [
      'factor-that-changes',
      `its results are ${shortly(low)} to ${shortly(high)} times what they should be, a factor that depends on what it is given`,
      'go through the formula for the call above, term by term',
    ],
  ];
}

function ofGradient(failed: readonly Given[], all: readonly Given[]): Says[] {
  const rows = failed.flatMap(({ rows: given }) => given);
  if (rows.every((row) => row.every((value) => value === 0))) {
    return [['all-zero', 'every slope is zero', 'a step that vanishes beside x gives no rise']];
  }
  if (rows.filter((row) => row.length > 1).every((row) => row.every((value) => value === row[0]))) {
    return [
      [
        'same-slopes',
        'all coordinates get the same slope',
        'move one coordinate at a time, and put it back',
      ],
    ];
  }
  const far = ({ rows: given, right }: Given) =>
    right.some((values, i) =>
      values.some((value, j) => Math.abs((given[i]?.[j] ?? NaN) - value) > 1e-3),
    );
  const first =
    failed.some(far) &&
    failed.every(({ rows: given, right }) =>
      right.every((values, i) => !unlike(given[i]?.[0] ?? NaN, values[0] as number)),
    );
  if (first) {
    return [
      [
        'only-first-right',
        'the slope of the first coordinate is right and others are not',
        'put each coordinate back before the next one is moved',
      ],
    ];
  }
  const calls = failed.flatMap(({ rows: given, right }) =>
    right.map((values, i) => ratios([{ rows: [given[i] ?? []], right: [values] }])),
  );
  if (calls.every(([low, high]) => high - low <= 1e-4 * Math.abs(high))) {
    return [
      [
        'factor-per-call',
        'all slopes of a call are off by the same factor, and by another one in each call',
        'divide by 2h, and by nothing that is computed of x or f(x)',
      ],
    ];
  }
  const passed = (id: string) => all.some(({ probe, passed: well }) => probe.id === id && well);
  if (passed('line') && !passed('steep')) {
    return [
      [
        'only-straight',
        passed('bowl')
          ? 'it is right for planes and bowls, and wrong where the curvature changes: the step is too long'
          : 'it is right for planes and wrong for curves: the difference is taken to one side, or the step is too long',
        'take (f(x + h) − f(x − h)) / 2h with h near 1e-5',
      ],
    ];
  }
  return [];
}
