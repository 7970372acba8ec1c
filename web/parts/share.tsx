import { useState } from 'preact/hooks';
import { linkHash } from '#src/lab/link';
import { asCode } from '../as-code.ts';
import { saveData, savePicture } from '../save.ts';
import { state } from '../store.ts';
import { words } from '../words.ts';

/** Ways to take away what is shown: as a link, as code, as a command, as a picture. */
export function Share() {
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
  const link = () => `${location.href.split('#')[0]}${linkHash(state.value)}`;
  return (
    <div class="share" role="group" aria-label={words.share.label}>
      <button type="button" onClick={() => void copy(link())}>
        {words.share.link}
      </button>
      <button type="button" onClick={() => void copy(asCode(state.value))}>
        {words.share.code}
      </button>
      <button
        type="button"
        onClick={() => void copy(`npx downhill run 'lab.html${linkHash(state.value)}'`)}
      >
        {words.share.command}
      </button>
      <button type="button" onClick={() => void savePicture('png')}>
        {words.share.png}
      </button>
      <button type="button" onClick={() => void savePicture('svg')}>
        {words.share.svg}
      </button>
      <button type="button" onClick={saveData}>
        {words.share.data}
      </button>
      <span role="status">{said}</span>
      {refused !== '' && (
        <textarea
          readOnly
          aria-label={words.share.refused}
          value={refused}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
    </div>
  );
}
