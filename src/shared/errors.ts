/**
 * A mistake that whoever called can mend, said in one sentence: who, rule, value; way out.
 * The command line prints its message without a stack trace and leaves with `exitCode`.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly exitCode: 2 | 3 | 4;

  /** @param exitCode what the process leaves with (DOORS: 2 wrong usage, 3 unloadable file, 4 out of time or memory) */
  constructor(message: string, exitCode: 2 | 3 | 4 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A value as it reads in an error message: strings quoted, long things cut short. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function')
    return `a function${value.name === '' ? '' : ` (${value.name})`}`;
  if (typeof value === 'number' || value === null || value === undefined) return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
