import { spawnSync } from 'node:child_process';

/** A Python that has a module: the one in PYTHON, or the system's. Undefined where it has not. */
export function pythonWith(module: string): string | undefined {
  const names = [process.env['PYTHON'], 'python3'].filter((name) => name !== undefined);
  return names.find((name) => spawnSync(name, ['-c', `import ${module}`]).status === 0);
}
