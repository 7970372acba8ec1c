import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { refusal } from './failure.ts';
import type { Site } from './site.ts';

/** The programs that downloading a wheel and building a Node addon take, as commands. */
export interface Toolchain {
  readonly python: readonly string[];
  readonly pip: readonly string[];
  readonly make: readonly string[];
  readonly compiler: readonly string[];
}

type Tool = keyof Toolchain;

const names: Readonly<Record<Tool, string>> = {
  python: 'Python 3',
  pip: 'pip',
  make: 'make',
  compiler: 'a C++ compiler',
};

/** Install commands by the program that runs them; Apple's command line tools hold all four. */
const installers: Readonly<Record<string, { command: string; packages: Record<Tool, string> }>> = {
  'apt-get': {
    command: 'apt-get install',
    packages: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'g++' },
  },
  dnf: {
    command: 'dnf install',
    packages: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
  pacman: {
    command: 'pacman -S',
    packages: { python: 'python', pip: 'python-pip', make: 'make', compiler: 'gcc' },
  },
  zypper: {
    command: 'zypper install',
    packages: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
};

/** @throws UsageError that names every missing program and how to install them */
export async function findToolchain(site: Site): Promise<Toolchain> {
  const { CXX, PYTHON } = site.env;
  const python = await firstThatRuns(site, [PYTHON, 'python3', 'python'], /Python 3\./);
  const found = {
    python,
    pip: await firstThatRuns(site, [python && `${python} -m pip`, 'pip3', 'pip'], /^pip /),
    make: await firstThatRuns(site, [site.env['MAKE'], 'make', 'gmake'], /make/i),
    compiler: await firstThatRuns(site, [CXX, 'g++', 'c++', 'clang++'], /./),
  };
  const missing = (Object.keys(names) as Tool[]).filter((tool) => found[tool] === undefined);
  if (missing.length > 0) {
    throw refusal(
      `${listed(missing.map((tool) => names[tool]))} missing`,
      `${await howToInstall(site, missing)}, then run it again`,
    );
  }
  const words = (command: string | undefined) => (command as string).split(' ');
  return {
    python: words(found.python),
    pip: words(found.pip),
    make: words(found.make),
    compiler: words(found.compiler),
  };
}

async function howToInstall(site: Site, missing: readonly Tool[]): Promise<string> {
  if (site.platform === 'darwin') return 'type `xcode-select --install`';
  const installer = await firstThatRuns(site, Object.keys(installers), /./);
  const { command, packages } = installers[installer ?? ''] ?? {};
  if (command === undefined || packages === undefined) return 'install what is missing';
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return `type \`${sudo}${command} ${missing.map((tool) => packages[tool]).join(' ')}\``;
}

async function firstThatRuns(
  site: Site,
  commands: readonly (string | undefined)[],
  says: RegExp,
): Promise<string | undefined> {
  for (const command of commands) {
    if (!command) continue;
    const [program = '', ...args] = command.split(' ');
    const { stdout, stderr } = await promisify(execFile)(program, [...args, '--version'], {
      env: site.env,
      timeout: 30_000,
    }).catch(() => ({ stdout: '', stderr: '' }));
    if (says.test(stdout.trim() || stderr.trim())) return command;
  }
  return undefined;
}

/** `pip is`, `pip and make are`, `pip, make and a C++ compiler are`. */
function listed(items: readonly string[]): string {
  if (items.length === 1) return `${items[0]} is`;
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)} are`;
}
