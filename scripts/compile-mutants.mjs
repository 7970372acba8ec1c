// What `npm run build` makes of the known mistakes: for each member its source in JavaScript, and for each mutant what
// changes there. The examiner puts them together without a compiler, in a browser too.
import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { changesBetween } from '../dist/verify/changes.js';
import { UsageError } from '../dist/shared/errors.js';
import { slipsIn } from './function-slips.mjs';
import { members } from '../dist/verify/members/index.js';
import { sourceFile } from '../dist/verify/source-file.js';

const compiled = Object.fromEntries(
  [...members.values()].map((member) => {
    const { kind, name, mutants } = member;
    const file = sourceFile(member);
    const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    const texts = mutants.map(({ id, edits }) => edited(`${file}, mutant ${id}`, source, edits));
    const [code, ...codes] = withoutTypes([source, ...texts]);
    const changes = mutants.map(({ id }, i) => [id, changesBetween(code, codes[i])]);
    const slips = kind === 'optimizer' ? {} : { slips: JSON.stringify(slipsIn(code, kind)) };
    return [name, { code, mutants: Object.fromEntries(changes), ...slips }];
  }),
);
writeFileSync(
  new URL('../dist/mutants.js', import.meta.url),
  `export const compiledSources = ${JSON.stringify(compiled)};\n`,
);

function edited(who, source, edits) {
  return edits.reduce((text, [find, replace]) => {
    const parts = text.split(find);
    if (parts.length === 2) return parts.join(replace);
    throw new UsageError({
      who,
      rule: `its text must stand in the source exactly once, as Prettier leaves it: ${find}`,
      got: `${parts.length - 1} times`,
    });
  }, source);
}

/** Each text without its types, imports and exports. All at once: a start of the compiler costs more than they do. */
function withoutTypes(texts) {
  const mark = 'function made';
  const functions = texts.map((text, i) => {
    const alone = text.replaceAll(/^import [^;]*;$/gm, '').replaceAll(/^export /gm, '');
    return `${mark}${i}() {\n${alone}\n}`;
  });
  const { code } = transformSync(functions.join('\n'), {
    loader: 'ts',
    target: 'es2022',
    minifyWhitespace: true,
  });
  return code
    .split(/function made\d+\(\)\{/)
    .slice(1)
    .map((body) => body.slice(0, body.lastIndexOf('}')));
}
