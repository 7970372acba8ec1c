/** What one line of a rule made. */
export interface Note {
  readonly rule: string;
  /** Of the rule's exercise, from 0. */
  readonly line: number;
  readonly value: unknown;
}

let listener: ((note: Note) => void) | undefined;

/** Called by the rules of the page, after each of their lines. @returns the value, as it is */
export function note<T>(rule: string, line: number, value: T): T {
  listener?.({ rule, line, value });
  return value;
}

/** Does `act` while `listen` hears what each line of a rule makes. */
export function listening(listen: (note: Note) => void, act: () => void): void {
  listener = listen;
  try {
    act();
  } finally {
    listener = undefined;
  }
}
