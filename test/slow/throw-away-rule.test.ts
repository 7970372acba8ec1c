import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
// Its messages go to stdout, which an error of `execFile` does not show.
const build = () =>
  run('npm', ['run', '--silent', 'build'], { cwd: root }).catch(
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(stdout + stderr);
    },
  );
const clone = fileURLToPath(new URL('../..', import.meta.url));
let root: string;

// Adds SignSGD to a copy of the project, as CONTRIBUTING says: a rule, what is known of it, and a line in each index.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'downhill-rule-'));
  const parts = [
    'src',
    'test',
    'scripts',
    'docs',
    'lessons',
    'native',
    'web',
    'package.json',
    'package-lock.json',
    'vitest.config.ts',
  ];
  const configs = ['tsconfig.json', 'tsconfig.base.json', 'CHANGELOG.md', 'README.md'];
  for (const part of [...parts, ...configs]) {
    await cp(join(clone, part), join(root, part), { recursive: true });
  }
  await symlink(join(clone, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'src/rules/signsgd.ts'), rule);
  await writeFile(join(root, 'src/verify/members/signsgd.ts'), member);
  await edit('src/rules/index.ts', [
    ["import { yogi } from './yogi.ts';", "import { signsgd } from './signsgd.ts';"],
    ['  yogi,\n};', '  signsgd,'],
    ['  ftrl,\n} as const;', '  signsgd,'],
  ]);
  await edit('src/optimizers/index.ts', [
    [
      '/** Every optimizer class by the name of its rule. */',
      "/** SignSGD: a step of one size for each weight, against the sign of its gradient. */\nexport const SignSGD = /* @__PURE__ */ optimizer('SignSGD', rules.signsgd);\nexport type SignSGD = InstanceType<typeof SignSGD>;\n",
    ],
    ['  ftrl: Ftrl,', '  signsgd: SignSGD,'],
  ]);
  await edit('src/verify/members/each-rule.ts', [
    ["export { yogi } from './yogi.ts';", "export { signsgd } from './signsgd.ts';"],
  ]);
  await build();
}, 600_000);

afterAll(() => rm(root, { recursive: true, force: true }));

it('is held against its textbook, its laws and its mistakes by the tests that are there', async () => {
  const files = ['test/verify/mutated.test.ts', 'test/verify/textbook.test.ts', 'test/optimizers'];
  const vitest = ['vitest', 'run', '--project', 'unit', '--reporter', 'json', ...files];
  const { stdout } = await run('npx', [...vitest, '-t', '[sS]ign[sS][gG][dD]'], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  const counted = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
  };
  expect(counted.numFailedTests).toBe(0);
  expect(counted.numPassedTests).toBeGreaterThan(9);
});

it('is in the docs', async () => {
  await run('npx', ['tsx', 'scripts/docs.ts'], { cwd: root });
  const page = await readFile(join(root, 'docs/optimizers.md'), 'utf8');
  expect(page).toContain('w ← w − lr·sign(g)');
  expect(await readFile(join(root, 'README.md'), 'utf8')).toContain('`SignSGD`');
});

it('races in a color of its own', async () => {
  const race = ['dist/cli/main.js', 'compare', 'signsgd', 'sgd', '--on', 'bowl', '--fast'];
  await run('node', [...race, '--out', 'race'], { cwd: root });
  const page = await readFile(join(root, 'race/bowl/index.html'), 'utf8');
  expect(page).toContain('own:signsgd');
});

it.each([
  ['sign(g)', 'passed', []],
  ['g', 'failed', ['is-sgd', 'sign-missing']],
] as const)('is examined: a step of %s has %s', async (step, verdict, mistakes) => {
  await writeFile(join(root, 'signsgd.js'), fileWith(step));
  const verify = ['dist/cli/main.js', 'verify', 'signsgd.js', '--json'];
  const { stdout } = await run('node', verify, { cwd: root }).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  const judged = JSON.parse(stdout) as {
    readonly as: string;
    readonly verdict: string;
    readonly diagnosis: readonly { readonly id: string }[];
  };
  expect(judged).toMatchObject({ as: 'signsgd', verdict });
  expect(judged.diagnosis.map(({ id }) => id)).toEqual(mistakes);
});

/** Puts text where a piece stands in a file: before the end of a list, or before the piece itself. */
async function edit(file: string, rows: readonly (readonly [piece: string, added: string])[]) {
  let text = await readFile(join(root, file), 'utf8');
  for (const [piece, added] of rows) {
    const parts = text.split(piece);
    if (parts.length !== 2) throw new Error(`${file} has not once: ${piece}`);
    text = parts.join(`${added}\n${piece}`);
  }
  await writeFile(join(root, file), text);
}

const fileWith = (step: string) => `
import { rule, sign } from 'downhill';
export const signsgd = rule({
  slots: [],
  defaults: { learningRate: 0.01 },
  update({ w, g, lr }) {
    return { w: w.sub(${step}.mul(lr)) };
  },
});
`;

const rule = `import { rule } from './rule.ts';
import { sign } from './sign.ts';

/**
 * SignSGD: a step of one size for each weight, against the sign of its gradient.
 * @formula w ← w − lr·sign(g)
 * @use Gradients that are sent from machine to machine, one bit each.
 * @see Bernstein et al. 2018 (arXiv 1802.04434)
 */
export const signsgd = rule({
  slots: [],
  defaults: { learningRate: 0.01 },
  update({ w, g, lr }) {
    return { w: w.sub(sign(g).mul(lr)) };
  },
});
`;

const member = `import { signsgd as rule } from '../../rules/signsgd.ts';
import { ruleMember } from '../member.ts';
import { mutantsAt } from '../mutant.ts';
import { eachWeight } from '../stepper.ts';

export const signsgd = ruleMember({
  name: 'signsgd',
  className: 'SignSGD',
  rule,
  textbook: () => eachWeight(() => (w, g, lr) => w - lr * Math.sign(g)),
  mutants: mutantsAt({ find: 'sign(g).mul', first: 'w', remedy: 'step against sign(g)' }, [
    ['sign-missing', 'g.mul', 'the step is in proportion to the gradient'],
  ]),
});
`;
