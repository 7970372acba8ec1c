import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, program } from './programs.ts';

/** A Slurm of one machine, without systemd. */
export interface TestSlurm {
  /** What its commands need to find it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const daemons = ['munged', 'slurmctld', 'slurmd'].map((name) => program(name));

/** Undefined where it is not installed, or not root who asks. */
export const slurm =
  daemons.every((one) => one !== undefined) && process.getuid?.() === 0 ? start : undefined;
if (slurm === undefined) {
  process.stderr.write(
    'Slurm: skipped, not installed here, or not root (Debian: slurm-wlm munge)\n',
  );
}

async function start(): Promise<TestSlurm> {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-slurm-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['state', 'spool']) mkdirSync(at(name));
  writeFileSync(at('munge.key'), randomBytes(1024), { mode: 0o600 });
  chmodSync(folder, 0o755);
  const [machine = '', user] = [hostname().split('.')[0], userInfo().username];
  const settings = {
    ClusterName: 'downhill',
    SlurmctldHost: `${machine}(127.0.0.1)`,
    SlurmUser: user,
    AuthType: 'auth/munge',
    AuthInfo: `socket=${at('munge.socket')}`,
    SlurmctldPort: await freePort(),
    SlurmdPort: await freePort(),
    StateSaveLocation: at('state'),
    SlurmdSpoolDir: at('spool'),
    SlurmctldPidFile: at('slurmctld.pid'),
    SlurmdPidFile: at('slurmd.pid'),
    SlurmctldLogFile: at('slurmctld.log'),
    SlurmdLogFile: at('slurmd.log'),
    ProctrackType: 'proctrack/pgid',
    TaskPlugin: 'task/none',
    JobAcctGatherType: 'jobacct_gather/none',
    AccountingStorageType: 'accounting_storage/none',
    MpiDefault: 'none',
    ReturnToService: 2,
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_CPU',
    // More processors than there may be: two tasks of the sample at a time.
    SlurmdParameters: 'config_overrides',
    NodeName: `${machine} NodeAddr=127.0.0.1 CPUs=8 RealMemory=1000 State=UNKNOWN`,
    PartitionName: 'all Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(at('slurm.conf'), lines.join(''));
  const environment = { SLURM_CONF: at('slurm.conf') };
  const env = { ...process.env, ...environment };
  const [munged, slurmctld, slurmd] = daemons as [string, string, string];
  const parts = Object.entries({
    key: 'key',
    socket: 'socket',
    'log-file': 'log',
    'pid-file': 'pid',
    'seed-file': 'seed',
  }).map(([option, name]) => `--${option === 'key' ? 'key-file' : option}=${at(`munge.${name}`)}`);
  const run = (path: string, args: readonly string[]) =>
    spawn(path, args, { env, stdio: 'ignore', cwd: folder });
  const children: ChildProcess[] = [run(munged, ['--foreground', '--force', ...parts])];
  children.push(run(slurmctld, ['-D']), run(slurmd, ['-D']));
  const idle = () => {
    try {
      return (
        execFileSync('sinfo', ['--noheader', '--format=%T'], {
          env,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).trim() === 'idle'
      );
    } catch {
      return false;
    }
  };
  while (!idle()) await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    environment,
    async stop() {
      for (const child of children.toReversed()) {
        const ended = child.exitCode === null && child.signalCode === null && once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
