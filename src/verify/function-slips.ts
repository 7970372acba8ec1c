import type { CompiledSlip } from '#mutants';
import { compiledSource } from './compiled-source.ts';
import { evaluated } from './evaluated.ts';
import type { FunctionMember, Twist } from './function-member.ts';
import { namesForFunctions } from './names-for-functions.ts';
import { spaced } from './slips.ts';

/** Turns of a loop that no right form takes. */
const endless = 1e4;

/**
 * Slips of the pen in the source of a schedule, a penalty, a gradient or a plain function: one place of its arithmetic is
 * something else, or is missing. The build has found them; people know them by the line as it should be, and as it would
 * give their numbers.
 */
export function functionSlips(member: FunctionMember): Twist[] {
  const { code, slips = '[]' } = compiledSource(member.name);
  return (JSON.parse(slips) as readonly CompiledSlip[]).map(
    ([says, from, to, by, start, end], i): Twist => {
      const right = readable(code.slice(start, end), code);
      const wrong = readable(code.slice(start, from) + by + code.slice(to, end), code);
      let form: unknown;
      return {
        id: `slip-${i}`,
        fault: `${readable(says, code)}: it gives the numbers of \`${wrong}\`, where \`${right}\` is right`,
        remedy: `\`${right}\``,
        rows: (probe) => {
          form ??= made(member.name, code.slice(0, from) + by + code.slice(to));
          return member.rows(form, probe);
        },
      };
    },
  );
}

/** What a changed source declares; a loop in it that has lost its end is given up. */
function made(name: string, code: string): unknown {
  let turns = 0;
  const goesOn = () => {
    turns += 1;
    if (turns > endless) throw new RangeError('it does not end');
    return true;
  };
  const text = code.replaceAll(/\b(?:while\(|for\(let [^;()]*;)/g, '$&goesOn()&&');
  return evaluated(text, name, { ...namesForFunctions, goesOn });
}

/** A piece of the source as people write it: the compiler calls a name that is used twice `name2`. */
const readable = (text: string, code: string): string =>
  spaced(text)
    .replace(/^return /, '')
    .replaceAll(/\b(\w+)2\b(?!\()/g, (word, name: string) =>
      new RegExp(`\\b${name}\\b`).test(code) ? name : word,
    );
