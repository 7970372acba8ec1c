import { useRef } from 'preact/hooks';
import { ground } from '#src/lab/grounds';
import { experiment, playing, update, type Walker } from '../store.ts';
import { words } from '../words.ts';

/** What the picture shows, in words; while it plays they rest, so that nobody is read every frame. */
export function Told({ walkers }: { readonly walkers: readonly Walker[] }) {
  const last = useRef('');
  const isPlaying = playing.value;
  if (!isPlaying) last.current = sentence(walkers);
  return (
    <p class="told" role="status">
      {last.current}
    </p>
  );
}

function sentence(walkers: readonly Walker[]): string {
  const { problem } = experiment.value;
  const { lowest } = ground(problem);
  const shown = update.value;
  const standings = walkers.map(({ label, way }) =>
    way.divergedAt !== null && shown >= way.divergedAt
      ? { label, divergedAt: way.divergedAt }
      : { label, height: (way.losses[shown] as number) - lowest },
  );
  return words.told(shown, words.grounds[problem.name]?.[0] as string, standings);
}
