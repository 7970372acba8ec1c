import { copyFile, cp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { programRefusal, type KnownReason } from './failure.ts';
import { ProgramFailed, runProgram } from './run-program.ts';
import type { Site } from './site.ts';

/** The npm that runs this script, else the one on the path. */
export function npmCommand(site: Site): readonly string[] {
  const running = site.env['npm_execpath'];
  const isNpm = running !== undefined && basename(running) === 'npm-cli.js';
  return isNpm ? [process.execPath, running] : ['npm'];
}

/**
 * Installs the packages that `native/pins/<name>/` locks, with their integrity, into `folder/node_modules`. No install script
 * runs: tfjs-node's would fetch binaries that are no longer served. Of `@tensorflow/` only `keep` stays: the rest is the
 * clone's own, which Node finds one level up; a second copy of tfjs would not know the tensors of the first.
 * @throws UsageError with npm's reason
 */
export async function installPinned(
  site: Site,
  name: string,
  folder: string,
  keep: readonly string[],
): Promise<void> {
  // The lock files lie in the sources: the TypeScript build does not copy them.
  await cp(join(site.root, 'native', 'pins', name), folder, { recursive: true });
  // npm reads a project's own settings (a company's registry, say) from the folder it installs into.
  await copyFile(join(site.root, '.npmrc'), join(folder, '.npmrc')).catch(() => {});
  const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  try {
    await runProgram(site, [...npmCommand(site), 'ci', ...options], {
      cwd: folder,
      env: nestedNpm,
    });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw programRefusal(
      `npm could not install ${name}`,
      error,
      known,
      /npm (error|ERR!) (?!A complete log)/,
    );
  }
  const scope = join(folder, 'node_modules', '@tensorflow');
  for (const found of await readdir(scope)) {
    if (keep.includes(`@tensorflow/${found}`)) continue;
    await rm(join(scope, found), { recursive: true, force: true });
  }
}

/** `npm run` tells its children which folder is the project, and how much to say; here it is another one, and the log is read. */
export const nestedNpm: NodeJS.ProcessEnv = {
  npm_config_local_prefix: undefined,
  npm_config_loglevel: 'info',
};

const known: readonly KnownReason[] = [
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ERR_SOCKET/,
    'its registry cannot be reached',
    'check the network and `npm config list`, then run it again',
  ],
  [
    /EINTEGRITY/,
    'a package that came is damaged, or not the one that is pinned',
    'type `npm cache verify`, then run it again',
  ],
];
