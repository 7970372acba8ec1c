/** How far a batch is, on stderr. */
export interface VerifyProgress {
  /** Prints a line on stdout without disturbing the count. */
  line(text: string): void;
  move(done: number): void;
  end(): void;
}

/** In a terminal one line that counts; elsewhere a plain line at each tenth. Nothing when `quiet`, or for a single file. */
export function verifyProgress(files: number, quiet: boolean): VerifyProgress {
  const { stdout, stderr } = process;
  const silent = quiet || files < 2;
  const plain = !stderr.isTTY || process.env['CI'] !== undefined || process.env['TERM'] === 'dumb';
  let done = 0;
  let shown = false;
  const hide = () => {
    if (shown) stderr.write('\r\u001B[K');
    shown = false;
  };
  const show = () => {
    if (silent || plain || done === files) return;
    stderr.write(`${done} of ${files} examined`);
    shown = true;
  };
  show();
  return {
    line(text) {
      hide();
      stdout.write(`${text}\n`);
      show();
    },
    move(next) {
      const tenth = (count: number) => Math.floor((10 * count) / files);
      const passedTenth = tenth(next) > tenth(done);
      done = next;
      if (!silent && plain && files >= 10 && passedTenth) {
        stderr.write(`${done} of ${files} examined\n`);
      }
      hide();
      show();
    },
    end: hide,
  };
}
