import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installPinned } from '../../native/npm.ts';
import { tensorflowSet } from '../../native/tensorflow-set.ts';
import type { Toolchain } from '../../native/toolchain.ts';
import { download, unpack, type Wheel } from '../../native/wheel.ts';
import { fakeClone, type Ended, type FakeClone } from '../support/fake-clone.ts';
import { siteIn } from '../native/site-in.ts';

let clone: FakeClone;
beforeEach(async () => {
  clone = await fakeClone();
});
afterEach(() => clone.remove());

/** Runs the clone's installer to its end. */
function native(
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly uid?: number } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(clone.root, 'dist', 'native', 'main.js'), ...args],
      { cwd: clone.root, ...options },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** A PATH with nothing but these programs; each is a shell script. */
async function pathWith(programs: Readonly<Record<string, string>>): Promise<NodeJS.ProcessEnv> {
  const bin = join(clone.root, 'bin');
  await mkdir(bin);
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  return { PATH: bin };
}

/** An address on this machine where nothing answers. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

const tools = {
  python3: 'case "$*" in *pip*) exit 1;; esac; echo Python 3.11.7',
  make: 'echo GNU Make 4.3',
  'g++': 'echo g++ 12.2.0',
  pip3: 'echo pip 23.2.1',
  'apt-get': 'echo apt 2.6',
};

describe.skipIf(process.platform !== 'linux')(
  'npm run native on a machine that lacks something',
  () => {
    it.each([
      [['pip3'], 'pip is missing', 'apt-get install python3-pip'],
      [['g++'], 'a C++ compiler is missing', 'apt-get install g++'],
      [
        ['pip3', 'make', 'g++'],
        'pip, make and a C++ compiler are missing',
        'apt-get install python3-pip make g++',
      ],
      [
        Object.keys(tools),
        'Python 3, pip, make and a C++ compiler are missing',
        'install what is missing',
      ],
    ])('without %s says what is missing and how to get it', async (missing, words, wayOut) => {
      const present = Object.entries(tools).filter(([name]) => !missing.includes(name));
      const { code, stderr, stdout } = await native([], {
        env: await pathWith(Object.fromEntries(present)),
      });
      expect(stderr).toContain(`npm run native: ${words}; `);
      expect(stderr).toContain(wayOut);
      expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
      expect(await readdir(clone.root)).not.toContain('.native');
    });

    it('says so when node_modules is read-only, before anything is fetched', async () => {
      const modules = join(clone.root, 'node_modules');
      await chmod(modules, 0o555);
      await chmod(clone.root, 0o777);
      // Permissions do not hold for root: run as nobody.
      const { code, stderr } = await native([], process.getuid?.() === 0 ? { uid: 65534 } : {});
      await chmod(modules, 0o755);
      expect(stderr).toBe(
        'npm run native: node_modules cannot be written to (EACCES); make it writable, then run it again\n',
      );
      expect(code).toBe(2);
    });

    it('says so when the npm registry cannot be reached, and clears its work away', async () => {
      const env = {
        ...process.env,
        npm_config_registry: await closedPort(),
        npm_config_fetch_retries: '0',
        npm_config_cache: join(clone.root, 'empty-cache'),
      };
      await expect(
        installPinned(siteIn(clone.root, { env }), 'tensorflow', join(clone.root, 'work'), []),
      ).rejects.toThrow(
        /npm could not install tensorflow: its registry cannot be reached; check the network/,
      );
    });
  },
);

describe('npm run native with wrong arguments', () => {
  it.each([
    [['--gpuu'], 'unknown argument "--gpuu"; did you mean "--gpu"?'],
    [['please'], 'unknown argument "please"; known: --gpu, --webgpu, --remove, --help'],
    [['--gpu', '--remove'], 'exclude each other'],
  ])('%s', async (args, words) => {
    const { code, stderr } = await native(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('--help says what there is, --remove that there was nothing', async () => {
    expect(await native(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--webgpu'),
    });
    expect(await native(['--remove'])).toMatchObject({
      code: 0,
      stdout: 'there was nothing to take away\n',
    });
  });
});

describe('tensorflowSet', () => {
  it.each([
    ['win32', 'x64', 'cpu', /Windows holds no C library; use --backend wasm/],
    ['linux', 'arm64', 'gpu', /for the GPU of linux arm64; leave --gpu out/],
    [
      'darwin',
      'x64',
      'cpu',
      /no TensorFlow 2\.21\.0 for the CPU of darwin x64; use --backend wasm/,
    ],
  ] as const)(
    'says in one sentence what to use on %s %s',
    async (platform, arch, device, words) => {
      const site = siteIn(clone.root, { platform, arch });
      await expect(tensorflowSet(site, device).check(site)).rejects.toThrow(words);
    },
  );
});

const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0;

describe.skipIf(!hasPip)('download and unpack', () => {
  const pip = ['python3', '-m', 'pip'];
  const toolchain: Toolchain = { python: ['python3'], pip, make: ['make'], compiler: ['g++'] };
  const name = 'tiny_wheel-1.0-cp311-cp311-any.whl';
  let wheel: Wheel;
  let shelf: string;
  let offline: NodeJS.ProcessEnv;

  /** A wheel of three files on a shelf that pip takes for its only index. */
  beforeEach(async () => {
    shelf = join(clone.root, 'shelf');
    await mkdir(shelf);
    const write = [
      'import sys, zipfile',
      "with zipfile.ZipFile(sys.argv[1], 'w') as z:",
      "    z.writestr('tiny/library.so', 'x' * 100000)",
      "    z.writestr('tiny/other.py', '')",
      "    z.writestr('tiny_wheel-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tiny-wheel\\nVersion: 1.0\\n')",
      "    z.writestr('tiny_wheel-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\n')",
      "    z.writestr('tiny_wheel-1.0.dist-info/RECORD', '')",
    ].join('\n');
    execFileSync('python3', ['-c', write, join(shelf, name)]);
    const sha256 = createHash('sha256')
      .update(await readFile(join(shelf, name)))
      .digest('hex');
    wheel = { name: 'tiny-wheel', version: '1.0', platform: 'any', sha256, size: 1e5 };
    offline = { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: shelf };
  });

  it('fetches the pinned wheel, unpacks what is wanted, and fetches it once', async () => {
    const site = siteIn(clone.root, { env: offline });
    const file = await download(site, toolchain, wheel);
    await rm(shelf, { recursive: true });
    expect(await download(site, toolchain, wheel)).toBe(file);
    const folder = join(clone.root, 'unpacked');
    await mkdir(folder);
    await unpack(site, toolchain, file, folder, ['tiny/library']);
    expect(await readdir(join(folder, 'tiny'))).toEqual(['library.so']);
  });

  it('refuses a wheel that was cut in half on its way', async () => {
    await truncate(join(shelf, name), 50_000);
    const site = siteIn(clone.root, { env: offline });
    await expect(download(site, toolchain, wheel)).rejects.toThrow(
      /pip could not download tiny-wheel 1\.0: the file that came is damaged/,
    );
    expect(await readdir(join(clone.root, '.native', 'downloads'))).toEqual([]);
  });

  it('fetches anew a wheel that was cut in half on the disk', async () => {
    const site = siteIn(clone.root, { env: offline });
    const file = await download(site, toolchain, wheel);
    await truncate(file, 50_000);
    await download(site, toolchain, wheel);
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(wheel.sha256);
  });

  it('says so when the package index cannot be reached, or does not have the wheel', async () => {
    const closed = { PIP_INDEX_URL: await closedPort(), PIP_RETRIES: '1', PIP_FIND_LINKS: '' };
    const cut = siteIn(clone.root, { env: { ...process.env, ...closed } });
    await expect(download(cut, toolchain, wheel)).rejects.toThrow(
      /its package index cannot be reached/,
    );
    await rm(join(shelf, name));
    const empty = siteIn(clone.root, { env: offline });
    await expect(download(empty, toolchain, wheel)).rejects.toThrow(
      /its package index does not have it/,
    );
  });
});
