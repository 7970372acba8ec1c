import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A learner's folder in which the package is installed, and with it the example pack. */
export interface CourseFolder {
  readonly path: string;
  readonly pack: string;
  remove(): Promise<void>;
}

/** Makes a folder as `npm install downhill downhill-pack-example` leaves it. */
export async function courseFolder(packs: readonly string[] = []): Promise<CourseFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'downhill-course-')));
  const modules = join(path, 'node_modules');
  const pack = join(modules, 'downhill-pack-example');
  await mkdir(modules);
  await symlink(root, join(modules, 'downhill'));
  await cp(join(root, 'test/packs/example'), pack, { recursive: true });
  const manifest = {
    name: 'learner',
    type: 'module',
    ...(packs.length > 0 && { downhill: { packs } }),
  };
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
  return { path, pack, remove: () => rm(path, { recursive: true, force: true }) };
}
