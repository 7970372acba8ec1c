import type { KeyEvent } from '../keyboard.ts';

/** What can happen while a learner sits at the screen. */
export type LearnEvent =
  | KeyEvent
  /** Files of the workbook that were saved. */
  | { readonly saved: readonly string[] }
  /** What was made meanwhile is there, or has failed. */
  | { readonly ready: true };

/** Events in the order in which they come, for one reader. */
export interface Inbox {
  put(event: LearnEvent): void;
  next(): Promise<LearnEvent>;
  /** Resolves when the next event is a save, or with `keys` a key; the event stays where it is. */
  wish(keys: boolean): Promise<undefined>;
  /** Forgets keys that were pressed while nobody could answer them; saves stay. */
  forgetKeys(): void;
}

export function inbox(): Inbox {
  let events: LearnEvent[] = [];
  let waiting: ((event: LearnEvent) => void) | undefined;
  let wished: (() => void) | undefined;
  return {
    put(event) {
      if (waiting === undefined) {
        events.push(event);
        wished?.();
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
    wish(keys) {
      const isWish = (event: LearnEvent) => 'saved' in event || (keys && 'key' in event);
      return new Promise((resolve) => {
        wished = () => {
          if (events.some(isWish)) resolve(undefined);
        };
        wished();
      });
    },
    forgetKeys() {
      events = events.filter((event) => !('key' in event));
    },
  };
}
