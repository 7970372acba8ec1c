import { useState } from 'preact/hooks';
import { words } from '../words.ts';

/** Copies texts, and says whether the browser let it; where it did not, the text stands there to be taken. */
export function useCopy() {
  // What could not be copied; empty where it could.
  const [left, setLeft] = useState<string>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setLeft('');
      setTimeout(() => setLeft(undefined), 4000);
    } catch {
      setLeft(text);
    }
  };
  const { refused, copied } = words.share;
  const outcome = (
    <>
      <span role="status">{left ? refused : left === '' ? copied : ''}</span>
      {left && (
        <textarea
          readOnly
          aria-label={refused}
          value={left}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
    </>
  );
  return { copy, outcome };
}
