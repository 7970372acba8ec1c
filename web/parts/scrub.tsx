import { length, note, playing, show, update } from '../store.ts';
import { words } from '../words.ts';

/** Moves through the updates. */
export function Scrub() {
  const updates = length.value;
  return (
    <input
      type="range"
      class="scrub"
      min={0}
      max={updates}
      value={update.value}
      aria-label={words.transport.scrub}
      aria-valuetext={words.transport.at(update.value, updates)}
      onInput={({ currentTarget }) => {
        playing.value = false;
        show({ update: Number(currentTarget.value) });
      }}
      onChange={note}
    />
  );
}
