import { useMemo } from 'preact/hooks';
import { lookInside } from '../look-inside.ts';
import { Arrows, magnification } from '../parts/arrows.tsx';
import { CodeTable } from '../parts/code-table.tsx';
import { Conditions, GroundPicker } from '../parts/ground-picker.tsx';
import { MapPicture } from '../parts/map-picture.tsx';
import type { Plane } from '../parts/plane.ts';
import { FocusCard } from '../parts/focus-card.tsx';
import { Scrub } from '../parts/scrub.tsx';
import { Share } from '../parts/share.tsx';
import { SlotStrips } from '../parts/slot-strips.tsx';
import { Transport } from '../parts/transport.tsx';
import { entrants, experiment, playing, update, type Walker } from '../store.ts';
import { insideSays, number } from '../words.ts';
import type { Opened } from './view.ts';

/** What one update does, line by line: the rule's own code with this update's numbers, and its step in parts. */
export const view: Opened = { Show: InsideView };

function InsideView() {
  const walker = entrants.value[0] as Walker;
  const { insight, past } = useMemo(
    () => lookInside(experiment.value, update.value),
    [experiment.value, update.value],
  );
  const Over = ({ view }: { readonly view: Plane }) =>
    insight ? (
      <g style={walker.colors}>
        <Arrows view={view} insight={insight} />
        <Magnified by={magnification(view, insight)} view={view} />
      </g>
    ) : null;
  return (
    <div class="desk">
      <div class="stage">
        <GroundPicker />
        <MapPicture most={1} Over={Over} />
        <div class="transport-line">
          <Transport />
          <Scrub />
        </div>
        <ul class="key" style={walker.colors}>
          {(['step', 'memory', 'slope', 'reach'] as const).map((kind) => (
            <li key={kind}>
              <KeyLine kind={kind} /> {insideSays[kind]}
            </li>
          ))}
        </ul>
        {insight && <CodeTable insight={insight} />}
        <p class="told" role={playing.value ? undefined : 'status'}>
          {insight
            ? insideSays.told(walker.label, insight)
            : insideSays.over(walker.label, walker.way.divergedAt ?? 0)}
        </p>
      </div>
      <aside>
        <FocusCard />
        <SlotStrips walker={walker} past={past} />
        <Conditions />
      </aside>
      <Share />
    </div>
  );
}

function Magnified({ by, view }: { readonly by: number; readonly view: Plane }) {
  if (by === 1) return null;
  return (
    <text class="magnified" x={view.width - 12} y={view.height - 14} text-anchor="end">
      {insideSays.magnified(number(by, 2))}
    </text>
  );
}

function KeyLine({ kind }: { readonly kind: 'step' | 'memory' | 'slope' | 'reach' }) {
  return (
    <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
      {kind === 'reach' ? (
        <ellipse class="reach" cx="17" cy="6" rx="15" ry="5" />
      ) : (
        <g class={`arrow ${kind}`}>
          <path class="shaft" d="M1 6H26" />
          <path class="tip" d="M33 6L24 10V2Z" />
        </g>
      )}
    </svg>
  );
}
