import { useEffect } from 'preact/hooks';
import { length, note, playing, show, update } from '../store.ts';
import { words } from '../words.ts';

const icons = {
  first: 'M5 4v12M16 4 7.5 10l8.5 6z',
  back: 'M14 4 6 10l8 6z',
  play: 'M6 3.5 16 10 6 16.5z',
  pause: 'M6 4h2.5v12H6zM11.5 4H14v12h-2.5z',
  on: 'M6 4l8 6-8 6z',
  last: 'M15 4v12M4 4l8.5 6L4 16z',
} as const;

/** Plays, stops and steps through the updates; the keys do it from everywhere that does not need them itself. */
export function Transport() {
  const updates = length.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const target = event.target as Element;
      if (target.closest('input, select, textarea, [role=tab]')) return;
      if (event.key === ' ' && target.closest('button, summary, a')) return;
      const act = keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  usePlaying();
  return (
    <div
      class="transport"
      role="group"
      aria-label={words.transport.label}
      title={words.transport.keys}
    >
      <Press icon="first" onClick={() => jump(0)} disabled={update.value === 0} />
      <Press icon="back" onClick={() => jump(update.value - 1)} disabled={update.value === 0} />
      <Press icon={playing.value ? 'pause' : 'play'} onClick={toggle} />
      <Press icon="on" onClick={() => jump(update.value + 1)} disabled={update.value === updates} />
      <Press icon="last" onClick={() => jump(updates)} disabled={update.value === updates} />
      <output>{words.transport.at(update.value, updates)}</output>
    </div>
  );
}

interface PressProps {
  readonly icon: keyof typeof icons;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}

function Press({ icon, onClick, disabled = false }: PressProps) {
  const name = words.transport[icon];
  // A disabled button would lose the focus that the keyboard has on it.
  return (
    <button
      type="button"
      class={icon === 'play' || icon === 'pause' ? 'main' : ''}
      aria-label={name}
      title={name}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d={icons[icon]} />
      </svg>
    </button>
  );
}

const keys: Readonly<Record<string, () => void>> = {
  ' ': toggle,
  ArrowLeft: () => jump(update.value - 1),
  ArrowRight: () => jump(update.value + 1),
  Home: () => jump(0),
  End: () => jump(length.value),
};

function jump(to: number): void {
  playing.value = false;
  show({ update: Math.max(0, Math.min(length.value, to)) });
  note();
}

function toggle(): void {
  if (!playing.value && update.value === length.value) show({ update: 0 });
  playing.value = !playing.value;
  if (!playing.value) note();
}

/** Seconds that a whole walk takes. */
const whole = 7;

function usePlaying(): void {
  const isPlaying = playing.value;
  useEffect(() => {
    if (!isPlaying) return undefined;
    // Who wants less motion gets a few still pictures.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const updates = length.peek();
    const pace = Math.max(8, updates / whole);
    const began = performance.now();
    const from = update.peek();
    let frame = 0;
    const move = (now: number) => {
      if (!playing.peek()) return;
      // The first frame may bear a time before the press.
      const seconds = Math.max(0, now - began) / 1000;
      const passed = isStill ? Math.floor(seconds) * pace : seconds * pace;
      const to = Math.min(updates, from + Math.floor(passed));
      if (to !== update.peek()) show({ update: to });
      if (to === updates) {
        playing.value = false;
        note();
      } else frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);
}
