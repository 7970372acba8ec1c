import { useState } from 'preact/hooks';
import { linkHash, type LabState } from '#src/lab/link';
import { meantFor, own } from '../own-rule.ts';
import { part } from '../part.ts';
import { state } from '../store.ts';
import { words } from '../words.ts';

/** What a view has in the place of an experiment that the command can run. */
interface OwnShare {
  /** Why there is neither code nor a command. */
  readonly says: string;
  readonly data: () => object;
}

/** Ways to take away what is shown: as a link, as code, as a command, as a picture. */
export function Share({ own }: { readonly own?: OwnShare }) {
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
  const carried = withoutOwn(state.value, meantFor);
  const link = () => `${location.href.split('#')[0]}${linkHash(carried)}`;
  return (
    <div class="share" role="group" aria-label={words.share.label}>
      <button type="button" onClick={() => void copy(link())}>
        {words.share.link}
      </button>
      {own === undefined && (
        <>
          <button type="button" onClick={() => void copy(part('takeAway').asCode(carried))}>
            {words.share.code}
          </button>
          <button
            type="button"
            onClick={() => void copy(`npx downhill run 'lab.html${linkHash(carried)}'`)}
          >
            {words.share.command}
          </button>
        </>
      )}
      <button type="button" onClick={() => void part('takeAway').savePicture('png')}>
        {words.share.png}
      </button>
      <button type="button" onClick={() => void part('takeAway').savePicture('svg')}>
        {words.share.svg}
      </button>
      <button type="button" onClick={() => part('takeAway').saveData(own?.data())}>
        {words.share.data}
      </button>
      {carried !== state.value && <p class="quiet">{words.share.own(meantFor as string)}</p>}
      {own && <p class="quiet">{own.says}</p>}
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

/** A state for others, who have no rule of this reader's: the library's own rule stands in its place. */
function withoutOwn(state: LabState, member: string | undefined): LabState {
  const { experiment, entrants } = state;
  const isOwn = ({ name }: { readonly name: string }) => name === own;
  if (member === undefined || ![experiment.optimizer, ...(entrants ?? [])].some(isOwn))
    return state;
  const named = <O extends { readonly name: string }>(one: O): O =>
    isOwn(one) ? { ...one, name: member } : one;
  return {
    ...state,
    experiment: { ...experiment, optimizer: named(experiment.optimizer) },
    ...(entrants && { entrants: entrants.map(named) }),
  };
}
