/** A bar per lesson on stderr; without a terminal, a line per finished lesson. */
export interface ProgressBars {
  /** @param share 0 to 1 @param remark stands behind the bar */
  move(id: string, share: number, remark?: string): void;
  finish(id: string, result: string): void;
  /** A remark, shown once however often it is made. */
  note(text: string): void;
  /** A line where there are no bars to see. */
  tell(text: string): void;
  end(): void;
}

const width = 24;

/** Bars for the lessons `ids`; nothing at all when `quiet`. */
export function progressBars(ids: readonly string[], quiet: boolean): ProgressBars {
  const out = process.stderr;
  const plain = !out.isTTY || process.env['CI'] !== undefined || process.env['TERM'] === 'dumb';
  const longest = Math.max(...ids.map((id) => id.length));
  const shares = new Map(ids.map((id) => [id, { share: 0, remark: '' }]));
  const notes = new Set<string>();
  let drawn = 0;

  const draw = () => {
    if (quiet || plain) return;
    const bars = [...shares].map(([id, { share, remark }]) => {
      const full = Math.round(share * width);
      const percent = `${String(Math.round(100 * share)).padStart(3)} %`;
      return `${id.padEnd(longest)}  ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent}  ${remark}`.trimEnd();
    });
    out.write(erase() + bars.map((bar) => `${bar}\n`).join(''));
    drawn = bars.length;
  };
  const erase = () => (drawn > 0 ? `\u001B[${drawn}A\u001B[J` : '');
  const say = (line: string) => {
    if (quiet) return;
    out.write(`${plain ? '' : erase()}${line}\n`);
    drawn = 0;
    draw();
  };
  draw();
  return {
    move: (id, share, remark = '') => {
      shares.set(id, { share, remark });
      draw();
    },
    finish: (id, result) => {
      shares.delete(id);
      say(`${id.padEnd(longest)}  ${result}`);
    },
    note: (text) => {
      if (text === '' || notes.has(text)) return;
      notes.add(text);
      say(text);
    },
    tell: (text) => {
      if (plain) say(text);
    },
    end: () => {
      shares.clear();
      if (drawn > 0) out.write(erase());
      drawn = 0;
    },
  };
}
