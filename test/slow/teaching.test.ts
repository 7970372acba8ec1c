import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../cli/downhill.ts';
import { endless, rightAdam, wrongAdam } from '../cli/verify/submissions.ts';
import { strictClassroom, strictGradescope } from '../grading/published-formats.ts';

const teaching = fileURLToPath(new URL('../../docs/teaching/', import.meta.url));
const folders: string[] = [];
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'downhill-teaching-'));
  folders.push(root);
});
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

const { CI: _, GITHUB_STEP_SUMMARY: __, GITHUB_OUTPUT: ___, ...environment } = process.env;

describe('the Gradescope autograder', () => {
  async function graded(
    files: Readonly<Record<string, string>>,
    settings: Readonly<Record<string, string>> = {},
    rubric?: object,
  ) {
    await mkdir(join(root, 'submission'));
    await mkdir(join(root, 'source'));
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(root, 'submission', name), text);
    }
    if (rubric) await writeFile(join(root, 'source', 'rubric.json'), JSON.stringify(rubric));
    const env = { ...environment, AUTOGRADER: root, DOWNHILL: main, FILE: 'adam.js', ...settings };
    const { status } = spawnSync(join(teaching, 'run_autograder'), { env, cwd: root });
    const results = JSON.parse(await readFile(join(root, 'results', 'results.json'), 'utf8'));
    expect(strictGradescope(results)).toEqual([]);
    return { status, ...results };
  }

  it('gives a right submission all points', async () => {
    const { status, score, tests } = await graded({ 'adam.js': rightAdam });
    expect({ status, score }).toEqual({ status: 0, score: 100 });
    expect(tests.length).toBeGreaterThan(5);
  });

  it('gives a wrong one some, by the rubric, and says why; a hidden probe waits', async () => {
    const rubric = { points: { 'cold-step': 2, 'zero-gradient': 3 }, hidden: ['cold-step'] };
    const { status, score, tests } = await graded({ 'adam.js': wrongAdam }, {}, rubric);
    expect(status).toBe(0);
    expect(score).toBeLessThan(5);
    const named = (id: string) =>
      tests.find(({ name }: { name: string }) => name.startsWith(`${id}:`));
    expect(named('cold-step')).toMatchObject({
      status: 'failed',
      max_score: 2,
      visibility: 'after_published',
      output: expect.stringMatching(/expected, .* got; .*see the lesson on/),
    });
  });

  it('gives a submission without the file nothing, and names the file', async () => {
    const { status, score, output } = await graded({ 'adm.js': rightAdam });
    expect({ status, score }).toEqual({ status: 0, score: 0 });
    expect(output).toContain('adam.js does not exist');
  });

  it('takes every file where none is named, and ends one that never ends', async () => {
    const files = { 'adam.js': rightAdam, 'endless.js': endless };
    const { status, score, extra_data } = await graded(files, { FILE: '', SECONDS_EACH: '3' });
    expect({ status, score }).toEqual({ status: 0, score: 100 });
    expect(
      extra_data.files.map(({ file, verdict }: { file: string; verdict: string }) => [
        file,
        verdict,
      ]),
    ).toEqual([
      ['adam.js', 'passed'],
      ['endless.js', 'timeout'],
    ]);
  });

  it('owns up when it is itself what fails', async () => {
    const { score, output } = await graded({ 'adam.js': rightAdam }, { DOWNHILL: '/nowhere.js' });
    expect(score).toBe(0);
    expect(output).toContain('The autograder itself failed');
  });
});

describe.each(['setup.sh', 'run_autograder'])('%s', (name) => {
  it('is a program that bash can read', async () => {
    const path = join(teaching, name);
    expect((await stat(path)).mode & 0o111).toBe(0o111);
    expect(spawnSync('bash', ['-n', path], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});

describe('the GitHub workflow', () => {
  it('is YAML with the names that the reporter asks for', () => {
    const read = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))';
    const python = spawnSync('python3', ['-c', read], {
      input: readFileSync(join(teaching, 'classroom.yml')),
      encoding: 'utf8',
    });
    // Neither Node nor our packages bring a reader of YAML.
    if (python.status !== 0) return;
    const { name, jobs } = JSON.parse(python.stdout);
    expect(name).toBe('Autograding Tests');
    expect(Object.keys(jobs)).toEqual(['run-autograding-tests']);
    const steps: { id?: string; uses?: string; with?: object; env?: object }[] =
      jobs['run-autograding-tests'].steps;
    expect(steps.filter(({ uses, ...step }) => (uses === undefined) === !('run' in step))).toEqual(
      [],
    );
    const reporter = steps.find(({ uses }) => uses?.includes('autograding-grading-reporter'));
    const id = steps.find(({ id }) => id !== undefined)?.id ?? '';
    expect(reporter).toMatchObject({
      with: { runners: id },
      env: { [`${id.toUpperCase()}_RESULTS`]: `\${{ steps.${id}.outputs.result }}` },
    });
  });

  /** The script of the step called `name`, as bash gets it. */
  async function script(name: string): Promise<string> {
    const text = await readFile(join(teaching, 'classroom.yml'), 'utf8');
    const step = text.slice(text.indexOf(`- name: ${name}\n`));
    const [, body = ''] = /run: \|\n((?: {10}.*\n)+)/.exec(step) ?? [];
    return body.replaceAll(/^ {10}/gm, '');
  }

  it.each([
    ['right', rightAdam, 'pass', 0],
    ['wrong', wrongAdam, 'fail', 0],
  ])('hands the points of a %s file on to the reporter', async (_, text, status, code) => {
    await writeFile(join(root, 'adam.js'), text);
    await mkdir(join(root, '.downhill/dist/cli'), { recursive: true });
    await writeFile(join(root, '.downhill/package.json'), '{ "type": "module" }');
    await writeFile(join(root, '.downhill/dist/cli/main.js'), `import ${JSON.stringify(main)};`);
    const [output, summary] = [join(root, 'output'), join(root, 'summary')];
    const run = spawnSync('bash', ['-e', '-c', await script('Verify')], {
      cwd: root,
      env: {
        ...environment,
        CI: 'true',
        AS: 'adam',
        FILE: 'adam.js',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    expect(run.status).toBe(code);
    const [, encoded = ''] = /^result=(.*)\n$/.exec(await readFile(output, 'utf8')) ?? [];
    const document = JSON.parse(Buffer.from(encoded, 'base64').toString());
    expect(strictClassroom(document)).toEqual([]);
    expect(document).toMatchObject({ status, max_score: 100 });
    expect(await readFile(summary, 'utf8')).toContain('adam.js as adam (optimizer)');
    expect(existsSync(join(root, 'junit.xml'))).toBe(true);
  });
});
