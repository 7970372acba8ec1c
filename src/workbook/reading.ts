import type { Prediction } from '../course/lesson.ts';

/** A piece of a lesson's prose, as a reader meets it one after another. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** Markdown; may hold `{{claim x}}`. */
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code' | 'figure'; readonly id: string }
  /** Lines that keep their form: a fence, a table, a list. */
  | { readonly kind: 'verbatim'; readonly lines: readonly string[] }
  /** A question, before the figure that answers it. */
  | { readonly kind: 'prediction'; readonly prediction: Prediction };

/** The blocks of a lesson's prose in their order, each prediction right before the figure that reveals its answer. */
export function readingBlocks(
  prose: string,
  predictions: readonly Prediction[] = [],
): readonly Block[] {
  return chunks(prose).flatMap((chunk): Block[] => {
    const directive = /^\{\{(code|figure) ([^}]+)\}\}$/.exec(chunk.trim());
    if (directive) {
      const [, kind, id] = directive as unknown as [string, 'code' | 'figure', string];
      const asked = predictions.filter(({ reveal }) => kind === 'figure' && reveal === id);
      return [
        ...asked.map((prediction) => ({ kind: 'prediction' as const, prediction })),
        { kind, id },
      ];
    }
    if (/^#+ /.test(chunk)) return [{ kind: 'heading', text: chunk.replace(/^#+ /, '') }];
    if (/^(```|\||[-*] |\d+\. |>)/.test(chunk)) {
      return [
        { kind: 'verbatim', lines: chunk.split('\n').filter((line) => !line.startsWith('```')) },
      ];
    }
    return [{ kind: 'paragraph', text: chunk }];
  });
}

/** Text between blank lines; a fence holds together. */
function chunks(prose: string): string[] {
  const found: string[] = [];
  let fenced = false;
  let open: string[] = [];
  for (const line of [...prose.split('\n'), '']) {
    if (line.startsWith('```')) fenced = !fenced;
    if (line.trim() !== '' || fenced) open.push(line);
    else if (open.length > 0) {
      found.push(open.join('\n'));
      open = [];
    }
  }
  return open.length > 0 ? [...found, open.join('\n')] : found;
}
