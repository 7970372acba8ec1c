import type { Site } from '../../native/site.ts';

/** A site in such a clone, with what it said. */
export function siteIn(root: string, change: Partial<Site> = {}): Site & { said: string[] } {
  const said: string[] = [];
  return {
    root,
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    ...change,
    said,
  };
}
