import { linkHash } from '#src/lab/link';
import { meantFor, own as mine } from '../own-rule.ts';
import { part } from '../part.ts';
import { optimizers } from '../store.ts';
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
  const carried = () => part('takeAway').carried();
  const link = () => `${location.href.split('#')[0]}${linkHash(carried())}`;
  const isMine = ({ name }: { readonly name: string }) => name === mine;
  return (
    <div class="share" role="group" aria-label={words.share.label}>
      <button type="button" onClick={() => void copy(link())}>
        {words.share.link}
      </button>
      {own === undefined && (
        <>
          <button type="button" onClick={() => void copy(part('takeAway').asCode(carried()))}>
            {words.share.code}
          </button>
          <button
            type="button"
            onClick={() => void copy(`npx downhill run 'lab.html${linkHash(carried())}'`)}
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
      {meantFor !== undefined && optimizers.value.some(isMine) && (
        <p class="quiet">{words.share.own(meantFor)}</p>
      )}
      {own && <p class="quiet">{own.says}</p>}
      {outcome}
    </div>
  );
}
