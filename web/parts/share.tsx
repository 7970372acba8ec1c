import { linkHash, type LabState } from '#src/lab/link';
import { meantFor, own } from '../own-rule.ts';
import { part } from '../part.ts';
import { state } from '../store.ts';
import { words } from '../words.ts';
import { useCopy } from './use-copy.tsx';

/** What a view has in the place of an experiment that the command can run. */
interface OwnShare {
  /** Why there is neither code nor a command. */
  readonly says: string;
  readonly data: () => object;
}

/** Ways to take away what is shown: as a link, as code, as a command, as a picture. */
export function Share({ own }: { readonly own?: OwnShare }) {
  const { copy, outcome } = useCopy();
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
      {outcome}
    </div>
  );
}

/** A state for others, who have no rule of this reader's: the library's own rule stands in its place. */
export function withoutOwn(state: LabState, member: string | undefined): LabState {
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
