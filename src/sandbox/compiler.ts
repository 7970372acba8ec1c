/**
 * The process in which learners' files are compiled; started by `CompilerProcess`, never imported. Over file descriptor 3 it
 * hears what `bundle` is asked, one file at a time, and gives its answer.
 */
import { Socket } from 'node:net';
import { transform } from 'esbuild';
import { bundle, type Bundle, type BundleOptions } from './bundle.ts';
import { CompileError } from './compile-error.ts';
import { frame, FrameReader } from './frame.ts';

/** What `bundle` is asked. */
export interface Asked {
  readonly file: string;
  readonly options: BundleOptions;
}

/** What came of it. */
export type Compilation =
  | { readonly bundle: Bundle }
  | { readonly refused: { readonly message: string; readonly files: readonly string[] } };

// It starts a process of its own when it is first asked for something: now, not when a file comes, which meets its faults.
transform('').catch(() => {});
const channel = new Socket({ fd: 3 });
const requests = new FrameReader();
for await (const piece of channel) {
  for (const request of requests.add(piece as Uint8Array)) {
    channel.write(frame(await compiled(request as Asked)));
  }
}

async function compiled({ file, options }: Asked): Promise<Compilation> {
  try {
    return { bundle: await bundle(file, options) };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return { refused: { message: error.message, files: error.files } };
  }
}
