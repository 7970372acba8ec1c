import type { Readable } from 'node:stream';
import { withoutCommands } from '../shared/log-commands.ts';

/** What is kept of one stream. */
const limit = 10 * 1024;

/** The beginning of what a stream says. The rest is read and thrown away, so that its writer never waits. */
export class KeptOutput {
  #bytes = Buffer.alloc(0);
  #total = 0;

  constructor(stream: Readable) {
    stream.on('data', (piece: Buffer) => {
      this.#total += piece.length;
      const room = limit - this.#bytes.length;
      if (room > 0) this.#bytes = Buffer.concat([this.#bytes, piece.subarray(0, room)]);
    });
    // A pipe that breaks has nothing more to say.
    stream.on('error', () => {});
  }

  /** As text, with a note when it was cut; nothing that drives a terminal or a build service. */
  get text(): string {
    const text = withoutCommands(this.#bytes.toString().replaceAll(unprintable, ''));
    return this.#total > limit ? `${text}\n[cut: ${this.#total} bytes in all]\n` : text;
  }
}

/** Terminal sequences, and control characters other than tab and newline. */
const unprintable =
  // eslint-disable-next-line no-control-regex
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
