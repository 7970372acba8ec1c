import { join } from 'node:path';

/** Where a set-up takes place and how it talks. */
export interface Site {
  /** Folder of the clone: holds `package.json`, `node_modules/` and, after a set-up, `.native/`. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Fires when the user interrupts. */
  readonly signal: AbortSignal;
  /** One line of progress. */
  say(line: string): void;
}

/**
 * Everything that a set-up keeps: git-ignored, outside `node_modules/` so that `npm ci` leaves it alone, inside the clone
 * so that Node finds the clone's tfjs from there and that nothing stays behind when the clone is deleted.
 */
export const homeOf = (site: Site): string => join(site.root, '.native');
