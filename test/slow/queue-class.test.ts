import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broken, endless, rightAdam, unclear, wrongAdam } from '../cli/verify/submissions.ts';
import { downhill, start } from '../cli/downhill.ts';
import { brokers, type TestBroker } from '../support/brokers.ts';

/** Each learner's files; some are of the hostile kind. */
const learners: Readonly<Record<string, string>>[] = [
  ...[rightAdam, wrongAdam, broken, unclear, endless].map((text) => ({ 'adam.js': text })),
  { 'adam.ts': "export { Adam } from './lib/mine.js';", 'lib/mine.js': rightAdam },
  { 'adam.js': "import '../0/adam.js';" },
  { 'adam.js': 'const all = []; for (;;) all.push(new Float64Array(1e6).fill(1));' },
  { 'adam.js': 'process.kill(process.ppid, 9);' },
  ...Array.from({ length: 6 }, (_, i) => ({ 'adam.js': `${rightAdam}// ${i}\n` })),
];
const args = ['verify', 'class', '--as', 'adam', '--timeout', '8', '--memory', '400'];

type Results = readonly {
  readonly file: string;
  readonly verdict: string;
  readonly seconds: number;
}[];
/** Without what is another each time, and where the class lies. */
const results = (stdout: string) => {
  const text = stdout.replaceAll(/\/[^\s"]*(?=\/class\/)/g, '');
  return (JSON.parse(text) as { results: Results }).results.map((one) => ({ ...one, seconds: 0 }));
};

let folder = '';
let expected: object[] = [];
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-queue-class-'));
  for (const [i, files] of learners.entries()) {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, 'here/class', `${i}`, 'lib'), { recursive: true });
      await writeFile(join(folder, 'here/class', `${i}`, name), text);
    }
  }
  expected = results((await downhill(join(folder, 'here'), [...args, '--json'])).stdout);
  // The one in lib/ is a file of the folder, too.
  expect(expected).toHaveLength(learners.length + 1);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe.each(Object.keys(brokers))('a class in a queue on %s', (engine) => {
  let broker: TestBroker;
  let at = '';
  beforeAll(async () => {
    broker = await (brokers[engine] as () => Promise<TestBroker>)();
    at = join(folder, engine);
    await cp(join(folder, 'here/class'), join(at, 'class'), { recursive: true });
  });
  afterAll(() => broker.stop());
  const work = () => {
    const child = start(folder, ['work', '--queue', broker.url]);
    children.push(child);
    return child;
  };
  const verify = (...more: string[]) => downhill(at, [...args, ...more, '--queue', broker.url]);

  it('has the verdicts that one machine gives, though a worker and the call are killed', async () => {
    const first = work();
    const second = work();
    const call = start(at, [...args, '--queue', broker.url, '--junit', 'class.xml']);
    let seen = 0;
    call.stdout.on('data', (text: Buffer) => {
      seen += text.toString().split('\n').length - 1;
      if (seen >= 3) second.kill('SIGKILL');
      if (seen >= 5) call.kill('SIGKILL');
    });
    await once(call, 'close');
    // Written as results came.
    expect(await readFile(join(at, 'class.xml'), 'utf8')).toMatch(/<\/testsuites>\n$/);
    const { code, stdout, stderr } = await verify('--json');
    expect(code).toBe(4);
    expect(results(stdout)).toEqual(expected);
    expect(Number(/(\d+) of them were judged before/.exec(stderr)?.[1])).toBeGreaterThanOrEqual(4);

    // After that only what changes is examined.
    await appendFile(join(at, 'class/0/adam.js'), '// changed\n');
    const again = await verify('--json');
    expect(results(again.stdout)).toEqual(expected);
    expect(again.stderr).toContain(`${learners.length} of them were judged before.`);
    first.kill('SIGTERM');
    const [ended] = (await once(first, 'close')) as [number];
    expect(ended).toBe(130);
  });
});

describe('a class in shares', () => {
  it('is examined once, and collected', async () => {
    const at = join(folder, 'shares');
    await cp(join(folder, 'here/class'), join(at, 'class'), { recursive: true });
    const task = {
      SLURM_ARRAY_TASK_ID: '2',
      SLURM_ARRAY_TASK_MIN: '1',
      SLURM_ARRAY_TASK_COUNT: '3',
    };
    const shares: [string[], NodeJS.ProcessEnv][] = [
      [['1/3'], {}],
      [[], task],
      [['--of', '3'], { JOB_COMPLETION_INDEX: '2' }],
    ];
    const parts: object[][] = [];
    for (const [which, variables] of shares) {
      const share = [...args, '--json', '--shard', ...which];
      parts.push(results((await downhill(at, share, '', variables)).stdout));
    }
    expect(parts).toEqual([0, 1, 2].map((i) => expected.filter((_, place) => place % 3 === i)));
    const { stdout, stderr } = await downhill(at, [...args, '--json', '--resume']);
    expect(results(stdout)).toEqual(expected);
    expect(stderr).toContain(`${learners.length + 1} of them were judged before.`);
  });
});
