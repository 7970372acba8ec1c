import { readFile } from 'node:fs/promises';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import type { Pack } from './packs.ts';

/** The package's own folder, from the sources and from the build alike. */
export const packageRoot = new URL('../../', import.meta.url);

/** The text of a file of this package. @param path below the package's folder */
export async function packageFile(path: string): Promise<string> {
  return fileBelow(packageRoot, path, path);
}

/** The text of a file of the package that a lesson comes from. @param path below that package's folder */
export async function lessonFile(
  { pack }: { readonly pack?: Pack },
  path: string,
): Promise<string> {
  return pack === undefined
    ? packageFile(path)
    : fileBelow(new URL(pack.root), path, `${pack.name}/${path}`);
}

async function fileBelow(root: URL, path: string, name: string): Promise<string> {
  try {
    return await readFile(new URL(path, root), 'utf8');
  } catch (error) {
    throw new UsageError({
      rule: `${name} cannot be read: ${(error as Error).message}`,
      exitCode: exitCodes.unloadable,
    });
  }
}
