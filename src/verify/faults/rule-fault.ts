import type { Elementwise, Hyper, Rule, Slots, Step } from '../../rules/index.ts';

/** A mistake that any rule can have: it is made around the rule, whatever its source. */
export interface RuleFault {
  readonly id: string;
  readonly fault: string;
  readonly remedy: string;
  /** The part that goes wrong. */
  readonly first: string;
  /** The rule with the mistake. */
  readonly of: (rule: Rule) => Rule;
}

type AnySlots = Slots<string>;
/** The next weight, and every slot. */
type Moved = AnySlots & { readonly w: Elementwise };

/** What a mistake is made of: the step, the state, the options, and the right update. */
export interface Given {
  readonly step: Step;
  readonly slots: AnySlots;
  readonly hyper: Hyper;
  /** The right update, of what is changed here. */
  readonly run: (changes?: {
    step?: Partial<Step>;
    slots?: AnySlots;
    hyper?: Partial<Hyper>;
  }) => Moved;
  /** What the mistake has kept for itself; undefined in the first update of a variable. */
  readonly kept: Elementwise | undefined;
  /** Whether this is the first update, as `faultsAtFirst` has it. */
  readonly first: boolean;
}

/** What comes of an update, and what the mistake keeps for the next one. */
type Done = Moved | { readonly next: Moved; readonly keep: Elementwise };

const own = 'keptByTheMistake';

/** The rule with another update around its own; by default the first is the one before which nothing was kept. */
export const around =
  (update: FaultRow[2], isFirst: (t: number, known: boolean) => boolean = unknown) =>
  (rule: Rule): Rule => ({
    ...rule,
    update: (step, { [own]: kept, ...slots }: AnySlots, hyper) => {
      const done = update({
        step,
        slots,
        hyper,
        kept,
        first: isFirst(step.t, kept !== undefined),
        run: (changes = {}) =>
          rule.update({ ...step, ...changes.step }, changes.slots ?? slots, {
            ...hyper,
            ...(changes.hyper as Hyper | undefined),
          }) as Moved,
      });
      return isNext(done) ? done : { ...done.next, [own]: done.keep };
    },
  });

const isNext = (done: Done): done is Moved => 'w' in done;

/** One mistake: its id, what is wrong, and the update that it makes. */
export type FaultRow = readonly [id: string, fault: string, update: (given: Given) => Done];

/** The mistakes of one part. */
export function faultsIn(
  first: string,
  remedy: string,
  rows: readonly FaultRow[],
): readonly RuleFault[] {
  return made(first, remedy, rows, unknown);
}

/** The mistakes of one part that have to do with the first update: people know it by the state, or by the count. */
export function faultsAtFirst(
  first: string,
  remedy: string,
  rows: readonly FaultRow[],
): readonly RuleFault[] {
  return [unknown, counted].flatMap((isFirst) => made(first, remedy, rows, isFirst));
}

const unknown = (_: number, known: boolean) => !known;
const counted = (t: number) => t === 1;

function made(
  first: string,
  remedy: string,
  rows: readonly FaultRow[],
  isFirst: typeof unknown,
): readonly RuleFault[] {
  return rows.map(([id, fault, update]) => {
    return { id, fault, remedy, first, of: around(update, isFirst) };
  });
}

/** A gradient that looks like `g`, but whose squares and sizes are others: a mistake in one average alone. */
export function withSquares(
  g: Elementwise,
  squares: Elementwise,
  sizes: Elementwise = squares.sqrt(),
): Elementwise {
  return new Proxy(g, {
    get: (of, name) => {
      if (name === 'square') return () => squares;
      if (name === 'abs') return () => sizes;
      const found: unknown = Reflect.get(of, name, of);
      return typeof found === 'function' ? (found.bind(of) as unknown) : found;
    },
  });
}
