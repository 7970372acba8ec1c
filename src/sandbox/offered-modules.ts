/**
 * Node's modules that a file under examination may import: they compute, and neither reach the system nor outlive anything.
 * All others are refused, whatever Node will add: when a file is compiled, and again when it runs.
 */
export const offeredModules: readonly string[] = [
  'assert',
  'assert/strict',
  'buffer',
  'console',
  'path',
  'path/posix',
  'path/win32',
  'perf_hooks',
  'process',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
];

/** The name of an offered module without `node:`; undefined for what is none. */
export function offeredModule(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  return offeredModules.includes(name) ? name : undefined;
}

/** Why a file may not import `specifier`, and what it may. */
export function notOffered(specifier: string): string {
  return `"${specifier}" is not offered to a file under examination, which computes and needs no files, processes or network: import from its own folder (./…), "downhill", "@tensorflow/tfjs", or of Node ${offeredModules.join(', ')}`;
}

/** The name under which a compiled file imports a `require` for these modules, if it has CommonJS code. */
export const requireName = 'downhill:require';
