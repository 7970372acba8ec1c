import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';
import { downhill, start } from '../cli/downhill.ts';

const pack = 'downhill-pack-example';
let folder: CourseFolder;
beforeAll(async () => {
  folder = await courseFolder([pack]);
  // Reports that stand beside the workbook spare the training, as in a clone.
  const reports = fileURLToPath(new URL('../../reports', import.meta.url));
  await cp(reports, join(folder.path, 'reports'), { recursive: true });
});
afterAll(() => folder.remove());

const run = (args: readonly string[], input = '') => downhill(folder.path, args, input);
const file = (...path: string[]) => join(folder.path, 'workbook', ...path);
const sgd = () => file('gradient-descent', 'sgd.ts');
const solve = async (path: string, code: string) =>
  writeFile(path, (await readFile(path, 'utf8')).replace(/throw new Error.*/, code));
const states = async () => {
  const { stdout } = await run(['list', '--json']);
  const { lessons } = JSON.parse(stdout) as {
    lessons: { id: string; state: string; exercises: { id: string; state: string }[] }[];
  };
  return Object.fromEntries(lessons.map(({ id, state }) => [id, state]));
};
/** What every ANSI code begins with. */
const escape = '\u001B';

describe('before anything is begun', () => {
  it('the map shows the lessons of the pack after ours, and says to learn', async () => {
    const { code, stdout } = await run([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /▸ \S+[^]*· gradient-descent[^]*· adamw[^]*\(downhill-pack-example\)\n {2}· heavy-ball/,
    );
    expect(stdout).toMatch(/0 of \d+ lessons, 0 of \d+ exercises\n\nNext: npx downhill learn\n$/);
  });
});

describe('downhill learn without a terminal', () => {
  it('reads the lesson out, asks, scores, makes the stub, and leaves when stdin ends', async () => {
    const { code, stdout, stderr } = await run(['learn', 'gradient-descent'], '\n3\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(escape);
    expect(stdout).not.toContain('{{');
    const question = stdout.indexOf('which weight is nearer');
    const finding = stdout.indexOf('One bowl, five step sizes');
    expect(question).toBeGreaterThan(0);
    expect(finding).toBeGreaterThan(question);
    expect(stdout).toContain('You said: both are equally near\n✓ So it is.');
    expect(stdout).toContain('These lines are yours to write');
    expect(stdout).not.toContain('w.sub(g.mul(lr))');
    expect(stdout).toMatch(/edit {3}workbook\/gradient-descent\/sgd\.ts/);
    expect(await readFile(sgd(), 'utf8')).toContain('throw new Error("TODO: take one step');
    const page = await readFile(file('reports', 'gradient-descent', 'index.md'), 'utf8');
    expect(page).toContain('## Your predictions\n\n1 of 1 came true.');
    expect(page).toContain('The code, which is yours to write');
  });

  it('goes on with the exercise the next time, and takes letters for keys', async () => {
    const { code, stdout } = await run(['learn', 'gradient-descent'], 'h\nn\ns\nl\nq\n');
    expect(code).toBe(0);
    expect(stdout).toContain('hint 1 of 3');
    expect(stdout).toContain('The next exercise comes once sgd has passed');
    expect(stdout).toContain('The reference is shown once sgd has passed');
    expect(stdout).toContain('0 of ');
    expect(stdout).not.toContain('A hiker stands');
  });
});

describe('the exercise', () => {
  it('fails as a stub, with its task', async () => {
    const { code, stdout, stderr } = await run(['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Checking sgd\n' });
    expect(stdout).toContain('It still throws its task. TODO: take one step of size lr');
    expect(stdout).toContain('Try: npx downhill hint sgd');
    expect(stdout).not.toContain(escape);
  });

  it('gives its hints one by one, and remembers which', async () => {
    const second = await run(['hint', 'sgd']);
    expect(second.stdout).toMatch(/hint 1 of 3\n[^]*hint 2 of 3\n/);
    expect(second.stdout).not.toMatch(/hint 3 of 3|the last hint/);
    expect((await run(['hint', sgd()])).stdout).toContain('hint 3 of 3');
    expect((await run(['hint', 'sgd'])).stdout).toMatch(
      /hint 3 of 3\n[^]*That was the last hint\./,
    );
  });

  it('fails when it is wrong, as data too', async () => {
    await solve(sgd(), 'return { w: w.sub(g.mul(2 * lr)) };');
    const { code, stdout } = await run(['check', 'sgd', '--json']);
    expect(code).toBe(1);
    const { schema, results } = JSON.parse(stdout);
    expect(schema).toBe(1);
    expect(results).toMatchObject([
      { lesson: 'gradient-descent', exercise: 'sgd', as: 'sgd', verdict: 'failed' },
    ]);
  });

  it('that cannot be loaded leaves with 3, and one that never ends with 4', async () => {
    const text = await readFile(sgd(), 'utf8');
    await writeFile(sgd(), `${text}\nclass {`);
    expect((await run(['check', 'sgd'])).code).toBe(3);
    await writeFile(sgd(), text.replace('return {', 'for (;;);\n    return {'));
    expect((await run(['check', 'sgd', '--timeout', '2'])).code).toBe(4);
    await writeFile(sgd(), text);
  });

  it('passes when it is right: the lesson is ticked off, the reference shown beside it', async () => {
    await writeFile(sgd(), (await readFile(sgd(), 'utf8')).replace('2 * lr', 'lr'));
    expect((await run(['check'])).code).toBe(0);
    const after = await states();
    expect(after).toMatchObject({ 'gradient-descent': 'passed' });
    expect(Object.values(after).filter((state) => state === 'current')).toHaveLength(1);
    const { code, stdout } = await run(['solution', 'sgd']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /yours[^]*src\/rules\/sgd\.ts[^]*return \{ w: w\.sub\(g\.mul\(lr\)\) \};/,
    );
  });

  it('fails --all as long as others were not begun', async () => {
    const { code, stdout } = await run(['check', '--all']);
    expect(code).toBe(1);
    expect(stdout).toContain('· adamw: not begun; npx downhill learn adamw');
    expect(stdout).toMatch(/✓ .*sgd\.ts/);
  });

  it('goes back to its stub, the old file kept', async () => {
    const { code, stdout } = await run(['reset', 'sgd']);
    expect(code).toBe(0);
    expect(stdout).toContain('sgd.ts is the stub again; your file is kept as');
    expect(await readFile(`${sgd()}.bak`, 'utf8')).toContain('g.mul(lr)');
    expect(await readFile(sgd(), 'utf8')).toContain('throw new Error("TODO');
    expect(await states()).toMatchObject({ 'gradient-descent': 'current' });
  });
});

describe('an exercise of a pack', () => {
  const own = () => file('heavy-ball', 'heavy-ball.js');

  it('is read, begun, and imports from the pack what it had beside it', async () => {
    const { code, stdout } = await run(['learn', 'heavy-ball'], '\n2\n');
    expect(code).toBe(0);
    expect(stdout).toContain('✓ So it is.');
    expect(await readFile(own(), 'utf8')).toContain(`import { faded } from '${pack}';`);
  });

  it('passes, checked as the member that the lesson names', async () => {
    await solve(
      own(),
      'const u = faded(v, momentum).add(g); return { w: w.sub(u.mul(lr)), v: u };',
    );
    const { code, stdout } = await run(['check', 'heavy-ball', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).results).toMatchObject([{ as: 'momentum', verdict: 'passed' }]);
  });
});

describe('downhill learn, watching', () => {
  it('checks on a save, goes to another file when that is saved, and ends with 130', async () => {
    const child = start(folder.path, ['learn', 'gradient-descent']);
    let seen = '';
    child.stdout.on('data', (text: Buffer) => (seen += text.toString()));
    const shows = async (pattern: RegExp) => {
      for (let i = 0; i < 600 && !pattern.test(seen); i++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(seen).toMatch(pattern);
      seen = '';
    };
    await shows(/edit {3}workbook\/gradient-descent\/sgd\.ts[^]*quit/);
    await solve(sgd(), 'return { w: w.sub(g.mul(lr)) };');
    await shows(/Checking workbook\/gradient-descent\/sgd\.ts[^]*✓[^]*passed[^]*n next/);
    await writeFile(own(), `${await readFile(own(), 'utf8')}\n// saved`);
    await shows(/Checking workbook\/heavy-ball\/heavy-ball\.js[^]*✓[^]*passed[^]*n next/);
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await closed).toBe(130);
  });
  const own = () => file('heavy-ball', 'heavy-ball.js');
});

describe('a progress file that is broken', () => {
  it('stops a check', async () => {
    await writeFile(file('progress.json'), '{ "schema": 1,');
    const { code, stderr } = await run(['check']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/workbook\/progress\.json is not JSON: /);
  });

  it('is replaced by what passes, once it was moved away', async () => {
    await writeFile(file('progress.json'), '{ "schema": 1 }');
    expect((await run(['check'])).code).toBe(0);
    expect(await states()).toMatchObject({ 'gradient-descent': 'passed', 'heavy-ball': 'passed' });
    await mkdir(file('heavy-ball', 'deep'), { recursive: true });
    const inside = await downhill(file('heavy-ball', 'deep'), ['list']);
    expect(inside.stdout).toMatch(/✓ gradient-descent/);
  });
});
