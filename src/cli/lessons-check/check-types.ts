import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../shared/errors.ts';
import { editorSettings } from '../../workbook/workbook.ts';

/**
 * Compiles every file of a folder against the types of the package, without writing anything but its settings.
 * @returns by the file's path, what the compiler has against it; under '' what is about no file
 * @throws UsageError when there is no TypeScript
 */
export async function checkTypes(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const settings = {
    compilerOptions: { ...editorSettings.compilerOptions, allowJs: true },
    include: ['./*.ts', './*.js'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const args = [compiler(folder), '-p', folder, '--pretty', 'false'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  const found = new Map<string, string[]>();
  for (const line of stdout.split('\n').filter((one) => /error TS/.test(one))) {
    const [, file, at, text] = /^(\S.*?)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    const path = file === undefined ? '' : resolve(folder, file);
    const told = file === undefined ? line : `line ${at}: ${text}`;
    found.set(path, [...(found.get(path) ?? []), told]);
  }
  return found;
}

function compiler(folder: string): string {
  for (const from of [join(folder, 'x.js'), import.meta.url]) {
    try {
      const manifest = createRequire(from).resolve('typescript/package.json');
      const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { tsc: string } };
      return join(dirname(manifest), bin.tsc);
    } catch {
      // The next place may have it.
    }
  }
  throw new UsageError({
    who: 'lessons-check',
    rule: 'the types cannot be checked without a compiler',
    remedy: 'npm install --save-dev typescript',
  });
}
