import { exitCodes, type ExitCode } from './exit-codes.ts';

/** What an error says, piece by piece: `who: rule, got value; remedy`. */
export interface Fault {
  /** Who refuses: a class, a function, a command, a file. Absent where the rule names it. */
  readonly who?: string | undefined;
  /** What must be so, or what is wrong; half a sentence. */
  readonly rule: string;
  /** What came instead, as it reads in a sentence. */
  readonly got?: string | number | undefined;
  /** The way out, where it is not obvious. */
  readonly remedy?: string | undefined;
  /** The command to type next, without `downhill`; not part of the sentence: whoever shows it says how. */
  readonly command?: string | undefined;
  /** What the process leaves with. Default 2, wrong usage. */
  readonly exitCode?: ExitCode | undefined;
}

/**
 * A mistake that whoever called can mend. Its message is one sentence; whoever wants to know more reads the fields.
 * The command line prints it without a stack trace and leaves with `exitCode`.
 */
export class UsageError extends Error implements Fault {
  override readonly name = 'UsageError';
  declare readonly who: string | undefined;
  declare readonly rule: string;
  declare readonly got: string | number | undefined;
  declare readonly remedy: string | undefined;
  declare readonly command: string | undefined;
  declare readonly exitCode: ExitCode;

  constructor(fault: Fault) {
    super(sentence(fault));
    const { exitCode = exitCodes.usage } = fault;
    Object.assign(this, fault, { exitCode });
  }
}

function sentence({ who, rule, got, remedy }: Fault): string {
  return [
    who === undefined ? '' : `${who}: `,
    rule,
    got === undefined ? '' : `, got ${got}`,
    remedy === undefined ? '' : `; ${remedy}`,
  ].join('');
}

/** A value as it reads in an error message: strings quoted, long things cut short. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function')
    return `a function${value.name === '' ? '' : ` (${value.name})`}`;
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  } catch {
    // It holds itself, or has no JSON.
    return 'an object';
  }
}
