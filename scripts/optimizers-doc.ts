import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import * as minimizers from '../src/minimizers/index.ts';
import { startSlots, type Elementwise, type Rule } from '../src/rules/index.ts';
import {
  peer,
  ruleMembers,
  textbookPeer,
  type RuleMember,
  type Validation,
} from '../src/verify/index.ts';
import { docstringOf, docstrings, root, tagOf, type Docstring } from './docstring.ts';
import { markdownTable } from './markdown-table.ts';

interface GoldenFile {
  readonly rule: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly cases: readonly { readonly library: string; readonly conventions: readonly string[] }[];
}

/** `docs/optimizers.md`: every rule with its formula, state, defaults and use, and how far it is from its peers. */
export async function optimizersDoc(): Promise<string> {
  const docs = docstrings('rules');
  const golden = goldenFiles();
  const about = ruleMembers.map(({ name: key, className: name, rule }) => {
    const doc = docstringOf(docs, key);
    return [
      linked(name, doc),
      tagOf(name, doc, 'formula'),
      stateOf(rule),
      listed(rule.defaults),
      tagOf(name, doc, 'use'),
    ];
  });
  const checked: string[][] = [];
  for (const member of ruleMembers) {
    const { name, className } = member;
    checked.push([className, ...(await besideOurs(member)), librariesOf(name, golden)]);
  }
  return `# Optimizers

<!-- Written by \`npm run docs\` from the rules and the comments in src/. Change those, not this page. -->

Every rule, in the letters of its paper. \`new AdamW({ learningRate: 0.001 })\` takes the options under "defaults"; what a rule shares with all others (schedules, transforms, parameter groups) is in the [README](../README.md) and in [migrating.md](migrating.md).

${letters}

${markdownTable(['rule', 'formula', 'state for each weight', 'defaults', 'when to use it'], about)}

State is written by slot. A slot without a shape has one number for each weight; a shape is that of a slot for a weight of shape [n, m].

## What they were compared with

Each rule walks ${(await peer('sgd')()).updates} updates on the \`cpu\` backend, in float32, with gradients of very different sizes, some of them zero. Beside it walk its counterpart in TensorFlow.js, where that computes the same, and a second version of the rule, written independently in plain float64 numbers (beside it in [src/verify/members](../src/verify/members)). A figure is an upper bound for the largest difference, relative to the largest value that the weight has had, as a power of ten. The last column names the libraries whose recorded paths the rule follows in float64 ([test/golden](../test/golden/README.md)), with the number of paths.

${markdownTable(['rule', 'in TensorFlow.js', 'difference', 'from the textbook', 'follows'], checked)}

Where a counterpart does something else, or is no counterpart although its name says so:

${notes()}

## Minimizers

They own their loop: \`await new LBFGS().minimize(loss, variables)\`. They search along a line or look at many gradients for one step, so \`model.compile\` cannot drive them.

${minimizersTable(golden)}
`;
}

const letters =
  'w weight, g gradient, lr learning rate, t updates so far including this one, m average of g, v average of g² (or a velocity), β₁ `beta1`, β₂ `beta2`, μ `momentum`, ρ `decay` or `rho`, λ `weightDecay`, ε `epsilon`, c `trustCoefficient`, ψ `momentumDecay`. A hat means: corrected for the start at zero. Lines are read from left to right, and ← takes effect at once.';

const linked = (name: string, { path }: Docstring) => `[${name}](../${path})`;

const shown = (value: unknown) =>
  typeof value === 'number' && value > 0 && value < 1e-3 ? value.toExponential() : String(value);
const listed = (defaults: object) =>
  Object.entries(defaults)
    .map(([option, value]) => `\`${option}\` ${shown(value)}`)
    .join(', ');

/** The slots of a rule; those that are not of the weight's shape with their own. */
function stateOf(rule: Rule): string {
  const [n, m] = [5, 3];
  const state = tf.tidy(() => {
    const w = tf.ones([n, m]);
    const asElementwise = (tensor: tf.Tensor) => tensor as unknown as Elementwise;
    const start = { w: asElementwise(w), zeros: asElementwise(tf.zerosLike(w)) };
    const slots = startSlots(rule, start, rule.defaults);
    return Object.entries<Elementwise>(slots).map(([slot, { shape }]) => {
      if (String(shape) === String(w.shape)) return `\`${slot}\``;
      if (shape.length === 0) return `\`${slot}\` (one number)`;
      const letters = shape.map((size) => ({ [n]: 'n', [m]: 'm' })[size] ?? String(size));
      return `\`${slot}\` [${letters.join(', ')}]`;
    });
  });
  return state.join(', ') || 'none';
}

/** The columns of one rule beside its built-in and the textbook. */
async function besideOurs({ name, builtin }: RuleMember): Promise<string[]> {
  const beside =
    'name' in builtin ? [`\`${builtin.name}\``, bound(await peer(name)())] : ['–', '–'];
  return [...beside, bound(await textbookPeer(name)())];
}

/** The least power of ten that is no less than the error. */
function bound({ member, peer, maxError, agrees }: Validation): string {
  if (!agrees) throw new Error(`docs: ${member} does not agree with ${peer}; mend that first`);
  return maxError === 0 ? '0' : `1e${Math.ceil(Math.log10(maxError))}`;
}

function goldenFiles(): readonly GoldenFile[] {
  const folder = new URL('test/golden/optimizers/', root);
  return readdirSync(fileURLToPath(folder)).map(
    (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GoldenFile,
  );
}

const libraryNames: Readonly<Record<string, string>> = {
  torch: 'PyTorch',
  optax: 'Optax',
  keras: 'Keras',
};

/** Which libraries a rule follows, in which version, and in how many cases. */
function librariesOf(key: string, golden: readonly GoldenFile[]): string {
  const file = golden.find(({ rule }) => rule.toLowerCase() === key.toLowerCase());
  const followed = file?.cases.filter(({ conventions }) => conventions.length === 0) ?? [];
  const libraries = [...new Set(followed.map(({ library }) => library))];
  const parts = libraries.map((name) => {
    const cases = followed.filter(({ library }) => library === name).length;
    return `${libraryNames[name] ?? name} ${file?.libraries[name]} (${cases})`;
  });
  return parts.join(', ') || '–';
}

/** What is to be said about a rule and its built-in. */
function notes(): string {
  return ruleMembers
    .flatMap(({ className: name, builtin: row }) => {
      const text = 'none' in row ? row.none : (row.explanation ?? '');
      return text === '' || text === `tfjs has no ${name}.` ? [] : [`- ${name}: ${text}`];
    })
    .join('\n');
}

function minimizersTable(golden: readonly GoldenFile[]): string {
  const docs = docstrings('minimizers');
  const classes = Object.entries(minimizers)
    .filter(([, value]) => 'defaults' in value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = classes.map(([name, value]) => {
    const doc = docstringOf(docs, name);
    return [
      linked(name, doc),
      tagOf(name, doc, 'formula'),
      listed((value as unknown as { defaults: object }).defaults),
      tagOf(name, doc, 'use'),
      librariesOf(name, golden),
    ];
  });
  return markdownTable(['rule', 'formula', 'defaults', 'when to use it', 'follows'], rows);
}
