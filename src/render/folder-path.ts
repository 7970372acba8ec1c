import { fileURLToPath } from 'node:url';
import { shown, UsageError } from '../shared/errors.ts';

/** The path of a folder that is named by its path or its `file:` URL. @throws UsageError for anything else */
export function folderPath(who: string, name: string, folder: unknown): string {
  const isText = typeof folder === 'string';
  const isUrl = isText ? folder.startsWith('file:') : folder instanceof URL;
  try {
    if (isUrl) return fileURLToPath(folder as string | URL);
    if (isText && folder !== '') return folder;
  } catch {
    // A URL that is none of a file.
  }
  const got = shown(folder instanceof URL ? folder.href : folder);
  throw new UsageError({ who, rule: `${name} must be the path of a folder`, got });
}
