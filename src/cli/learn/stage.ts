/** Draws a screen for the room there is. */
export type Draw = (width: number, rows: number) => readonly string[];

/** Where `learn` shows itself. */
export interface Stage {
  /** Shows a screen in the place of the last one, and again whenever the window changes its size. */
  show(draw: Draw): void;
  /** A line below the screen: what is going on right now. At a terminal it replaces the line before. */
  status(text: string): void;
  /** Rows for text, without end where there is no terminal. */
  rows(): number;
  width(): number;
  close(): void;
}

const clear = '\u001B[2J\u001B[H';
const eraseLine = '\r\u001B[2K';

/** The terminal behind stdout; without one, screens follow each other as plain text. */
export function stage(): Stage {
  const out = process.stdout;
  const live = out.isTTY && process.env['TERM'] !== 'dumb';
  let drawn: Draw | undefined;
  let status = '';
  // The last column stays free: a terminal that is full breaks the line.
  const width = () => Math.min(Math.max(out.columns ?? 80, 40), 100) - 1;
  const rows = () => (live ? Math.max(out.rows ?? 24, 8) : Infinity);
  const draw = () => {
    if (drawn === undefined) return;
    const lines = drawn(width(), rows());
    out.write(`${live ? clear : ''}${lines.join('\n')}\n`);
    if (live && status !== '') out.write(status);
  };
  const onResize = () => draw();
  if (live) out.on('resize', onResize);
  return {
    rows,
    width,
    show(screen) {
      drawn = screen;
      status = '';
      draw();
    },
    status(text) {
      if (text === status) return;
      status = text;
      out.write(live ? eraseLine + text : `${text}\n`);
    },
    close() {
      out.off('resize', onResize);
      if (live && status !== '') out.write('\n');
    },
  };
}
