import { useLayoutEffect, useRef } from 'preact/hooks';
import { firstLine, type LabExercise } from '../exercises.ts';
import { ownRuleSays } from '../words.ts';

interface EditorProps {
  readonly exercise: LabExercise;
  readonly text: string;
  /** The line of the file in which something went wrong. */
  readonly wrong: number | undefined;
  readonly onInput: (text: string) => void;
  /** Asked for from the keyboard. */
  readonly onCheck: () => void;
}

/** The exercise's file: what stands around the region is fixed, the region is the reader's. */
export function Editor({ exercise, text, wrong, onInput, onCheck }: EditorProps) {
  const { before, after } = exercise.text;
  const box = useRef<HTMLTextAreaElement>(null);
  // Else the caret stands at the end of the last line, and what is read first is out of sight.
  useLayoutEffect(() => box.current?.setSelectionRange(0, 0), []);
  const lines = before.trimEnd().split('\n');
  const declared = lines.findIndex((line) => /^export (?:const|function) /.test(line));
  const first = firstLine(exercise);
  const count = text.split('\n').length;
  return (
    <div class="editor">
      <details>
        <summary>{ownRuleSays.head(declared)}</summary>
        <Fixed lines={lines.slice(0, declared)} first={1} />
      </details>
      <Fixed lines={lines.slice(declared)} first={declared + 1} />
      <div class="region">
        <Numbers first={first} count={count} wrong={wrong} />
        <textarea
          ref={box}
          aria-label={ownRuleSays.region(exercise.task)}
          aria-invalid={wrong !== undefined}
          aria-keyshortcuts="Control+Enter"
          rows={count}
          wrap="off"
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onCheck();
          }}
        />
      </div>
      <Fixed
        lines={after.trim().length > 0 ? after.slice(1).trimEnd().split('\n') : []}
        first={first + count}
      />
    </div>
  );
}

function Fixed({ lines, first }: { readonly lines: readonly string[]; readonly first: number }) {
  return (
    <div class="fixed">
      <Numbers first={first} count={lines.length} />
      <pre
        tabIndex={0}
        role="region"
        aria-label={ownRuleSays.fixed(first, first + lines.length - 1)}
      >
        {lines.join('\n')}
      </pre>
    </div>
  );
}

interface NumbersProps {
  readonly first: number;
  readonly count: number;
  readonly wrong?: number | undefined;
}

function Numbers({ first, count, wrong }: NumbersProps) {
  return (
    <div class="numbers" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} class={first + i === wrong ? 'wrong' : ''}>
          {first + i}
        </span>
      ))}
    </div>
  );
}
