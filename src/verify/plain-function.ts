import { random, type Random } from '../shared/random.ts';
import { called, numbersOf, type Argument } from './argument.ts';
import { callText, placeIn } from './call-text.ts';
import type { FunctionBuiltin, FunctionMember, Rows, Twist } from './function-member.ts';
import type { Mutant } from './mutant.ts';
import type { FunctionProbe } from './probe.ts';

/** One scenario of the exam: what it looks at, and the calls in it. */
export interface Scenario {
  /** kebab-case. */
  readonly id: string;
  /** As a phrase. */
  readonly about: string;
  /** The arguments of each call. Values of one size stand in one scenario: they are measured by the largest. */
  readonly calls: readonly (readonly Argument[])[];
  /** How many results are taken of what each call gives, where that is an iterator or a function of no arguments. */
  readonly take?: number;
}

/** What is known of one plain function. */
interface Written {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Folder below `src/` in which its source stands. */
  readonly room: string;
  /** The scenarios of the exam; all their randomness comes from `draw`. */
  readonly scenarios: (draw: Random) => readonly Scenario[];
  /** The right result a second time; with `take` the list of all that are taken. */
  readonly textbook: (args: never, take: number) => unknown;
  readonly builtin?: FunctionBuiltin;
  readonly mutants: readonly Mutant[];
  /** Mistakes that no edit of one line makes: id, fault, remedy, and the result that it gives. */
  readonly twists?: readonly (readonly [
    id: string,
    fault: string,
    remedy: string,
    result: (args: never, take: number) => unknown,
  ])[];
  /** Largest error that is still right, as a share of the largest right value in the scenario. Default 1e-9. */
  readonly allowed?: number;
}

/** All that is known of a function of plain numbers and lists, from what is its own. */
export function plainFunction({
  name,
  aliases = [],
  room,
  scenarios,
  textbook,
  builtin,
  mutants,
  twists = [],
  allowed = 1e-9,
}: Written): FunctionMember {
  const resultsOf =
    (result: Written['textbook']) =>
    ({ inputs }: FunctionProbe): readonly unknown[] =>
      inputs.flatMap(({ args = [], take }) => {
        const given = result(structuredClone(args) as never, take ?? 0);
        return take === undefined ? [given] : given;
      });
  const rowsOf =
    (result: Written['textbook']) =>
    (probe: FunctionProbe): Rows =>
      resultsOf(result)(probe).map(numbersOf);
  const rows = rowsOf(textbook);
  const scaled = [0.5, 2, -1].map((factor): Twist => ({
    id: factor < 0 ? 'sign' : `times-${factor}`,
    fault: factor < 0 ? 'it has the wrong sign' : `it is ${factor} times what it should be`,
    remedy: factor < 0 ? 'turn the sign around' : 'look for a factor',
    rows: (probe) => rows(probe).map((row) => row.map((value) => factor * value)),
  }));
  return {
    kind: 'function',
    name,
    aliases,
    room,
    probes: (seed) =>
      scenarios(random(seed)).map(({ id, about, calls, take }) => ({
        kind: 'function',
        id,
        about,
        options: {},
        inputs: calls.map((args) => ({ values: [], args, ...(take !== undefined && { take }) })),
      })),
    optional: {},
    textbook: rows,
    rows: (form, { inputs }) =>
      inputs.flatMap(({ args = [], take }) => called(form, args, take, true).rows),
    allowed,
    ...(builtin && { builtin }),
    mutants,
    twists: [
      ...twists.map(([id, fault, remedy, result]): Twist => ({
        id,
        fault,
        remedy,
        rows: rowsOf(result),
      })),
      ...scaled,
    ],
    place: (probe, row, column) => {
      const [{ take } = {}] = probe.inputs;
      const { args = [] } = probe.inputs[Math.floor(row / (take ?? 1))] ?? {};
      const place = placeIn(resultsOf(textbook)(probe)[row], column);
      const result = take === undefined ? '' : `result ${(row % take) + 1} of `;
      return {
        call: `${place === '' ? '' : `${place} of `}${result}${callText(name, args)}`,
        index: take === undefined ? [column] : [row % take, column],
      };
    },
  };
}
