/** What can happen while a learner sits at the screen. */
export type LearnEvent =
  /** A key, or without a terminal a line, in lower case: `h`, `return`, `3`. */
  | { readonly key: string }
  /** Files of the workbook that were saved. */
  | { readonly saved: readonly string[] }
  /** What was made meanwhile is there, or has failed. */
  | { readonly ready: true }
  /** Nothing more comes from the keyboard. */
  | { readonly end: true };

/** Events in the order in which they come, for one reader. */
export interface Inbox {
  put(event: LearnEvent): void;
  next(): Promise<LearnEvent>;
  /** Forgets keys that were pressed while nobody could answer them; saves stay. */
  forgetKeys(): void;
}

export function inbox(): Inbox {
  let events: LearnEvent[] = [];
  let waiting: ((event: LearnEvent) => void) | undefined;
  return {
    put(event) {
      if (waiting === undefined) {
        events.push(event);
        return;
      }
      const answer = waiting;
      waiting = undefined;
      answer(event);
    },
    next() {
      const event = events.shift();
      if (event !== undefined) return Promise.resolve(event);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    forgetKeys() {
      events = events.filter((event) => !('key' in event));
    },
  };
}
