import { relative } from 'node:path';

/** A path as people type it: relative to where they are, when that is shorter. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.length > 0 && short.length < path.length ? short : path;
}
