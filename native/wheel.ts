import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { programRefusal, refusal, type KnownReason } from './failure.ts';
import { ProgramFailed, runProgram } from './run-program.ts';
import { homeOf, type Site } from './site.ts';
import type { Toolchain } from './toolchain.ts';

/** A Python package for one kind of machine: a zip file that holds TensorFlow's library and headers. */
export interface Wheel {
  /** Package on the index. */
  readonly name: string;
  readonly version: string;
  /** Platform tag; every Python may fetch it, whatever its own version. */
  readonly platform: string;
  readonly sha256: string;
  /** Of the file, in bytes. */
  readonly size: number;
}

/**
 * The wheel's file, downloaded by pip as the user has configured it. It is kept in `.native/downloads` until the set-up is
 * complete; a file that is there but damaged is fetched anew.
 * @throws UsageError with pip's reason
 */
export async function download(site: Site, { pip }: Toolchain, wheel: Wheel): Promise<string> {
  const downloads = join(homeOf(site), 'downloads');
  const file = join(downloads, `${wheel.sha256.slice(0, 16)}.whl`);
  if ((await sha256Of(file)) === wheel.sha256) return file;

  const unfinished = join(downloads, `unfinished-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const requirements = join(unfinished, 'requirements.txt');
  await writeFile(requirements, `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  const args = ['--no-deps', '--only-binary=:all:', '--require-hashes', '-r', requirements];
  const target = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'];
  try {
    await runProgram(
      site,
      [...pip, 'download', ...args, ...target, '--platform', wheel.platform, '-d', unfinished],
      // pip unpacks nothing, but writes the file to the temporary folder first, which may be small.
      { cwd: unfinished, env: { TMPDIR: unfinished }, progress: true },
    );
    const got = (await readdir(unfinished)).find((name) => name.endsWith('.whl'));
    if (got === undefined) throw refusal('pip left no wheel behind');
    await rename(join(unfinished, got), file);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw programRefusal(
      `pip could not download ${wheel.name} ${wheel.version}`,
      error,
      known,
      /^ERROR/,
    );
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return file;
}

/**
 * The wheel's entries that start with one of `prefixes`, unpacked into `folder`.
 * @throws ProgramFailed for a damaged file or a full disk
 */
export async function unpack(
  site: Site,
  { python }: Toolchain,
  file: string,
  folder: string,
  prefixes: readonly string[],
): Promise<void> {
  const script = [
    'import sys, zipfile',
    'wheel, folder, *prefixes = sys.argv[1:]',
    'with zipfile.ZipFile(wheel) as entries:',
    '    wanted = [name for name in entries.namelist() if name.startswith(tuple(prefixes))]',
    '    entries.extractall(folder, wanted)',
  ].join('\n');
  await runProgram(site, [...python, '-c', script, file, folder, ...prefixes], { cwd: folder });
}

const known: readonly KnownReason[] = [
  [
    /DO NOT MATCH THE HASHES/i,
    'the file that came is damaged, or not the one that is pinned',
    'run it again, and if that does not help look into the index that `pip config list` names',
  ],
  [
    /Retrying|ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Temporary failure|Max retries/i,
    'its package index cannot be reached',
    'check the network and `pip config list`, then run it again',
  ],
  [
    /No matching distribution|Could not find a version/i,
    'its package index does not have it',
    '`pip config list` names the index',
  ],
];

async function sha256Of(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
