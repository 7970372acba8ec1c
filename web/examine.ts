import type { Answer } from './answer.ts';
import { firstLine, type LabExercise } from './exercises.ts';
import { program, shift } from './program.ts';

/** What came of a check. `line` is one of the reader's, counted in the file. */
export type Outcome =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly line?: number }
  | { readonly kind: 'unreadable'; readonly message: string; readonly line?: number }
  | { readonly kind: 'endless' }
  | { readonly kind: 'forbidden' };

type Verdict = Extract<Answer, { verdict: unknown }>['verdict'];

/** Seconds after which a check is ended. */
export const mostSeconds = 10;

/** Checks a region in a process of its own, which is ended where it comes to no end. */
export async function examine(exercise: LabExercise, own: string): Promise<Outcome> {
  const { kind, member, imports } = exercise;
  const head = `'use strict'; const reader = { member: '${member}', form({ ${imports.join(', ')} }) {\n`;
  const text = `${head}${program(exercise, own)}\nreturn ${member}; } };\n`;
  const first = firstLine(exercise);
  const last = first + own.split('\n').length - 1;
  const lineAt = (all: readonly number[]) => {
    // The program stands one line lower than it is written.
    const line = all
      .map((one) => one - 1 + shift(exercise))
      .find((one) => one >= first && one <= last);
    return line === undefined ? {} : { line };
  };
  const script = await unpacked(kind === 'rule' ? '#examiner' : '#function-examiner');
  const address = URL.createObjectURL(new Blob([text, script], { type: 'text/javascript' }));
  return new Promise<Outcome>((resolve) => {
    let worker: Worker | undefined;
    const end = (outcome: Outcome) => {
      clearTimeout(clock);
      worker?.terminate();
      URL.revokeObjectURL(address);
      resolve(outcome);
    };
    const clock = setTimeout(() => end({ kind: 'endless' }), mostSeconds * 1000);
    try {
      worker = new Worker(address);
    } catch {
      end({ kind: 'forbidden' });
      return;
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if ('forbidden' in data) end({ kind: 'forbidden' });
      else if ('failure' in data) end({ kind: 'unreadable', message: data.failure });
      else {
        const { verdict } = data;
        const places = [...(verdict.stack ?? '').matchAll(/:(\d+):\d+\)?$/gm)];
        end({ kind: 'verdict', verdict, ...lineAt(places.map(([, line]) => Number(line))) });
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // A script that may not be loaded says nothing of itself.
      if (!event.message) end({ kind: 'forbidden' });
      else {
        const message = event.message.replace(/^Uncaught /, '');
        end({ kind: 'unreadable', message, ...lineAt([event.lineno]) });
      }
    });
  });
}

/** A script as it was before the build packed it. */
function unpacked(id: string): Promise<string> {
  const text = atob(document.querySelector(id)?.textContent ?? '');
  const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
