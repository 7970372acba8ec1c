import { compiledSources, type CompiledSource } from '#mutants';
import type { Change } from './changes.ts';
import type { OwnedMutant, RuleMember } from './member.ts';
import type { Mutant } from './mutant.ts';

/**
 * Slips of the pen in what a rule does: one word of its source is another one, or is missing. They are found in the source
 * itself, so that every rule has its own; people know them by the line as it should be, and as it would give their numbers.
 */
export function slipsOf(member: RuleMember): OwnedMutant[] {
  const own = slipsIn(compiledSources[member.name] as CompiledSource);
  const all = own.map((mutant) => ({ of: member, mutant }));
  return member.parent ? [...all, ...slipsOf(member.parent)] : all;
}

/** A word in the text, what stands there instead, and what that is called. */
type Slip = readonly [says: string, changes: readonly Change[]];

function slipsIn({ code }: CompiledSource): Mutant[] {
  const body = bodyOf(code);
  const found = [...inWords(body), ...inOptions(body), ...inNames(body), ...inCalls(body)];
  return found.flatMap(([says, changes], i): Mutant[] => {
    const [at] = changes.at(-1) as Change;
    const [start, end] = lineAt(body, at);
    const inLine = changes.filter(([place]) => place >= start && place < end);
    const [right, wrong] = [[], inLine].map((some) => readable(body, [start, end], some));
    if (right === wrong) return [];
    const first = /^(\w+) = /.exec(right as string)?.[1] ?? 'w';
    const fault = `${says}: it gives the numbers of \`${wrong}\`, where \`${right}\` is right`;
    return [{ id: `slip-${i}`, edits: [], changes, first, fault, remedy: `\`${right}\`` }];
  });
}

/** A source, and where in it the update stands. */
interface Text {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /** Options that have another name in the text than people give them. */
  readonly renamed: readonly (readonly [inText: string, name: string])[];
}

function bodyOf(code: string): Text {
  const parameters = code.indexOf('(', code.search(/\bupdate\(/));
  const end = closing(code, parameters);
  const open = code.indexOf('{', end);
  const renamed = [...code.slice(parameters, end).matchAll(/(\w+):(\w+)/g)].map(
    ([, name = '', inText = '']) => [inText, name] as const,
  );
  return { code, from: open + 1, to: closing(code, open), renamed };
}

/** Where the bracket that opens at `open` closes. */
function closing(code: string, open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if ('([{'.includes(code[i] as string)) depth += 1;
    else if (')]}'.includes(code[i] as string)) depth -= 1;
    if (depth === 0) return i;
  }
  return code.length;
}

/** Every place in the update that is as `pattern` has it. */
const places = ({ code, from, to }: Text, pattern: RegExp): RegExpExecArray[] =>
  [...code.slice(0, to).matchAll(pattern)].filter(({ index }) => index >= from);

/** Words that stand for others. */
const swapped: readonly (readonly [word: RegExp, instead: string, says: string])[] = [
  [/\.add\(/g, '.sub(', 'it subtracts where it should add'],
  [/\.sub\(/g, '.add(', 'it adds where it should subtract'],
  [/\.add\(/g, '.mul(', 'it multiplies where it should add'],
  [/\.mul\(/g, '.add(', 'it adds where it should multiply'],
  [/\.mul\(/g, '.div(', 'it divides where it should multiply'],
  [/\.div\(/g, '.mul(', 'it multiplies where it should divide'],
  [/\.maximum\(/g, '.minimum(', 'it takes the smaller where the larger is due'],
  [/\.minimum\(/g, '.maximum(', 'it takes the larger where the smaller is due'],
  [/\.square\(\)/g, '.abs()', 'it takes the size where the square is due'],
  [/\.square\(\)/g, '.sqrt()', 'it takes the root where the square is due'],
  [/\.sqrt\(\)/g, '.square()', 'it squares where it should take the root'],
  [/\.sqrt\(\)/g, '.abs()', 'it takes the size where the root is due'],
  [/\.abs\(\)/g, '.square()', 'it squares where it should take the size'],
  [/(?<![\w.])norm\((?=\w+\))/g, '((x)=>x.square().sum())(', 'a norm lacks its root'],
  [/(?<![\w.])norm\((?=\w+\))/g, '((x)=>x.abs().sum())(', 'it takes the sum of sizes for the norm'],
  [
    /(?<![\w.])norm\((?=\w+\))/g,
    '((x)=>x.abs())(',
    'each element is taken for itself where the norm of all is due',
  ],
  [
    /(?<![\w.])norm\((?=\w+\))/g,
    '((x)=>x.square().mean().sqrt())(',
    'it takes the root of the mean of squares for the norm',
  ],
  [/\*\*t\b/g, '', 'the power t is missing'],
  [/\*\*t\b/g, '*t', 'it multiplies by t where it should raise to the power t'],
  [/\*\*t\b/g, '**(t+1)', 'the power is t + 1, not t'],
  [/\*\*t\b/g, '**(t-1)', 'the power is t − 1, not t'],
  [/\*\*t\b/g, '**(t/2)', 'the power is t / 2, not t'],
  [/(?<![\w.])lr\*/g, '', 'the learning rate is missing'],
  [/(?<![\w.{,])weightDecay\b/g, '2*weightDecay', 'the decay is doubled'],
  [/(?<![\w.{,])weightDecay\b/g, 'weightDecay/2', 'the decay is halved'],
  [/\b1-(?=[a-z])/g, '', 'the 1 − is missing'],
  [/\b1-(?=[a-z])/g, '1+', 'a plus stands for the minus'],
  [/Math\.min\(/g, 'Math.max(', 'it takes the larger where the smaller is due'],
  [/Math\.max\(/g, 'Math.min(', 'it takes the smaller where the larger is due'],
  [/Math\.sqrt\(/g, '(', 'a root is missing'],
  [/(?<![\w.])sign\(/g, '(', 'the sign is not taken'],
];

const inWords = (text: Text): Slip[] =>
  swapped.flatMap(([word, instead, says]) =>
    places(text, word).map(({ index, 0: found }): Slip => [
      says,
      [[index, index + found.length, instead]],
    ]),
  );

/** One share of an average for another one. */
function inOptions(text: Text): Slip[] {
  const names = [
    ...new Set(places(text, /\b(?:beta|momentum|decay|rho)\d?\b/g).map(([one]) => one)),
  ];
  return names.flatMap((name) =>
    places(text, new RegExp(`(?<![\\w.{,])${name}\\b`, 'g')).flatMap(({ index }) =>
      names
        .filter((other) => other !== name)
        .map((other): Slip => [
          `it takes ${other} for ${name}`,
          [[index, index + name.length, other]],
        ]),
    ),
  );
}

const arrays =
  /(?<![\w.])(\w+)(?=\.(?:add|sub|mul|div|maximum|minimum|sqrt|square|abs|sum|mean)\()/g;

/** One array for another one, or for itself as it was before. */
function inNames(text: Text): Slip[] {
  const found = places(text, arrays).map(([name]) => name);
  const names = [...new Set(['w', 'g', ...found])].filter((name) => name !== 'Math');
  return names.flatMap((name) => {
    // What is only handed back, as in `{ w, m }`, is no reading.
    const readings = places(text, new RegExp(`(?<![\\w.{,])${name}(?=\\)|\\.(?!shape))`, 'g'));
    const [made] = places(text, new RegExp(`(?<=[;{}])${name}=`, 'g'));
    return readings.flatMap(({ index }): Slip[] => {
      const here = (instead: string): Change => [index, index + name.length, instead];
      const others = names
        .filter((other) => other !== name && isMadeBefore(text, other, index))
        .map((other): Slip => [`it takes ${other} for ${name}`, [here(other)]]);
      if (made === undefined || index < closingLine(text, made.index)) return others;
      const late = `${name}_old`;
      return [
        ...others,
        [
          `it takes ${name} as it was before this update`,
          [[made.index, made.index, `const ${late}=${name};`], here(late)],
        ],
      ];
    });
  });
}

/** Whether an array has its value where it would be read. */
function isMadeBefore(text: Text, name: string, at: number): boolean {
  const [made] = places(text, new RegExp(`(?<=(?:const|let) )${name}=`, 'g'));
  return made === undefined || closingLine(text, made.index) < at;
}

/** A step of the arithmetic that is left out. */
const inCalls = (text: Text): Slip[] =>
  places(text, /\.(?:add|sub|mul|div|maximum|minimum|sqrt|square|abs)\(/g).map(
    ({ index, 0: word }): Slip => {
      const end = closing(text.code, index + word.length - 1) + 1;
      return [`\`${spaced(text.code.slice(index, end))}\` is missing`, [[index, end, '']]];
    },
  );

const closingLine = ({ code, to }: Text, at: number): number => {
  const end = code.slice(at, to).search(/[;{}]/);
  return end < 0 ? to : at + end;
};

/** The line, or the part of what is returned, that a place is in. */
function lineAt(text: Text, at: number): readonly [start: number, end: number] {
  const before = text.code.slice(text.from, at);
  const start =
    text.from + Math.max(...[';', '{', '}'].map((mark) => before.lastIndexOf(mark))) + 1;
  const end = closingLine(text, at);
  let depth = 0;
  for (let i = start; i < end; i++) {
    const letter = text.code[i] as string;
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === ',' && depth === 0) {
      if (i > at) return [start, i];
    }
  }
  return [start, end];
}

/** A part of the source with changes, as people write it. */
function readable(
  { code, renamed }: Text,
  [start, end]: readonly [number, number],
  changes: readonly Change[],
): string {
  let made = code.slice(start, end);
  for (const [from, to, by] of changes.toSorted(([a], [b]) => b - a)) {
    made = made.slice(0, from - start) + by + made.slice(to - start);
  }
  const plain = made
    .replaceAll(/\(\(x\)=>x(\S+?)\)\((\w+)\)/g, '$2$1')
    .replace(/^(?:const|let) /, '')
    .replace(/^w:/, 'w=');
  const named = renamed.reduce((text, [inText, name]) => {
    return text.replaceAll(new RegExp(`\\b${inText}\\b`, 'g'), name);
  }, plain);
  return spaced(named);
}

/** Compiled text with spaces, as people write it. */
export const spaced = (text: string): string =>
  text
    .replaceAll(/(?<=[\w)])(\*\*|=>|<=|>=|[-+*/=<>])(?=[\w(.])/g, ' $1 ')
    .replaceAll(/(?<=e) - (?=\d)/g, '-')
    .replaceAll(/,(?=\S)/g, ', ')
    .replaceAll(/(?<![\w.])\.(?=\d)/g, '0.');
