import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, program } from './programs.ts';

/** A server of this test's own, on loopback. */
export interface TestBroker {
  readonly url: string;
  /** Seconds of processor time that it has taken since it was started; NaN where the system does not say. */
  seconds(): number;
  /** As `kill -9` does it. */
  kill(): Promise<void>;
  /** What it wrote is still there. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const redis = program('valkey-server', 'redis-server');
const [initdb, postgres] = [program('initdb'), program('postgres')];

/** What can be tested here, by the name of the engine. */
export const brokers: Readonly<Record<string, () => Promise<TestBroker>>> = {
  ...(redis && { redis: () => redisServer(redis) }),
  ...(initdb && postgres && { postgres: () => postgresServer(initdb, postgres) }),
};
for (const name of ['redis', 'postgres'].filter((name) => !(name in brokers))) {
  process.stderr.write(
    `queue on ${name}: skipped, no server here (Debian: redis-server, postgresql)\n`,
  );
}

export const password = 'of-this-test';

async function redisServer(path: string): Promise<TestBroker> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'downhill-redis-')), await freePort()];
  const options = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', save: '' };
  const args = Object.entries({
    ...options,
    requirepass: password,
    'maxmemory-policy': 'noeviction',
  }).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  return server(folder, port, `redis://:${password}@127.0.0.1:${port}`, () =>
    spawn(path, args, { stdio: 'ignore' }),
  );
}

async function postgresServer(initdb: string, path: string): Promise<TestBroker> {
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'downhill-postgres-')), await freePort()];
  const [data, secret] = [join(folder, 'data'), join(folder, 'password')];
  writeFileSync(secret, password);
  // It refuses to run as root.
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const user = process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : {};
  if (user.uid !== undefined)
    for (const one of [folder, secret]) chownSync(one, user.uid, user.gid);
  const made = ['-D', data, '-U', 'downhill', '-A', 'scram-sha-256', `--pwfile=${secret}`];
  execFileSync(initdb, [...made, '--no-sync'], { ...user, stdio: 'ignore', cwd: folder });
  const args = ['-D', data, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  return server(folder, port, `postgres://downhill:${password}@127.0.0.1:${port}/postgres`, () =>
    spawn(path, args, { ...user, stdio: 'ignore', cwd: folder }),
  );
}

async function server(
  folder: string,
  port: number,
  url: string,
  spawned: () => ChildProcess,
): Promise<TestBroker> {
  let child: ChildProcess | undefined;
  const kill = async () => {
    const ended = child && once(child, 'exit');
    child?.kill('SIGKILL');
    await ended;
    child = undefined;
  };
  const start = async () => {
    child = spawned();
    while (!(await listens(port))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  const stop = async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  await start();
  return { url, seconds: () => secondsOf(child?.pid ?? 0), kill, start, stop };
}

/** Of a process and its children, also those that have ended. */
function secondsOf(pid: number): number {
  if (!existsSync('/proc/self/stat')) return NaN;
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      // It may have ended meanwhile. What stands before the state is a name in parentheses.
      const text = readable(`/proc/${name}/stat`);
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const [, parent, ...others] = fields;
      if (Number(name) === pid) return others.slice(9, 13);
      return parent === pid ? others.slice(9, 11) : [];
    });
  return ticks.flat().reduce((sum, one) => sum + one, 0) / 100;
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const say = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', say(true)).once('error', say(false));
  });
}
