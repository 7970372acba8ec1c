import { createInterface, emitKeypressEvents, type Key } from 'node:readline';

/** What comes from the keyboard. */
export type KeyEvent =
  /** A key, or without a terminal a line, in lower case: `h`, `return`, `3`. */
  | { readonly key: string }
  /** Nothing more comes. */
  | { readonly end: true };

type Put = (event: KeyEvent) => void;

/** The keyboard, or the lines of stdin, as events. */
export interface Keyboard {
  /** Whether single keys arrive; otherwise lines do. */
  readonly keys: boolean;
  /** Gives the terminal back as it was. */
  close(): void;
}

/**
 * Listens to the keyboard. At a terminal each key is an event and Ctrl-C calls `interrupt`; otherwise each line of stdin
 * is the key that it spells, its end is the event `end`.
 */
export function keyboard(put: Put, interrupt: () => void): Keyboard {
  return hasKeys() ? terminal(put, interrupt) : lines(put);
}

/** Whether single keys can arrive. */
export const hasKeys = () => process.stdin.isTTY && process.stdout.isTTY;

function terminal(put: Put, interrupt: () => void): Keyboard {
  const { stdin } = process;
  const onKey = (text: string | undefined, { name, ctrl, meta }: Key) => {
    if (ctrl && name === 'c') interrupt();
    else if (ctrl && name === 'z') suspend();
    else if (ctrl && name === 'd') put({ key: 'q' });
    else if (!ctrl && !meta) put({ key: (name ?? text ?? '').toLowerCase() });
  };
  const take = () => {
    stdin.setRawMode(true);
    stdin.resume();
  };
  const giveBack = () => {
    if (stdin.isTTY) stdin.setRawMode(false);
  };
  const suspend = () => {
    if (process.platform === 'win32') return;
    giveBack();
    process.once('SIGCONT', () => {
      take();
      // Whoever draws listens to this already.
      process.stdout.emit('resize');
    });
    process.kill(0, 'SIGTSTP');
  };
  emitKeypressEvents(stdin);
  stdin.on('keypress', onKey);
  take();
  // Whatever ends the process, the shell gets a terminal that works.
  process.on('exit', giveBack);
  return {
    keys: true,
    close() {
      stdin.off('keypress', onKey);
      process.off('exit', giveBack);
      giveBack();
      stdin.pause();
    },
  };
}

function lines(put: Put): Keyboard {
  const reader = createInterface({ input: process.stdin, terminal: false });
  reader.on('line', (line) => {
    const word = line.trim().toLowerCase();
    put({ key: word === '' ? 'return' : word });
  });
  reader.on('close', () => put({ end: true }));
  return {
    keys: false,
    close() {
      reader.close();
      process.stdin.destroy();
    },
  };
}
