import { useState } from 'preact/hooks';
import { words } from '../words.ts';

/** Copies texts, and says whether the browser let it; where it did not, the text stands there to be taken. */
export function useCopy() {
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState('');
  const copy = async (text: string) => {
    setRefused('');
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.share.copied);
      setTimeout(() => setSaid(''), 4000);
    } catch {
      setSaid(words.share.refused);
      setRefused(text);
    }
  };
  const outcome = (
    <>
      <span role="status">{said}</span>
      {refused !== '' && (
        <textarea
          readOnly
          aria-label={words.share.refused}
          value={refused}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
    </>
  );
  return { copy, outcome };
}
