import { bestRate, sweptRates } from '#src/lab/sweep';
import { Conditions, GroundPicker } from '../parts/ground-picker.tsx';
import { MapPicture } from '../parts/map-picture.tsx';
import { RateStrips, useSweeps, type Swept } from '../parts/rate-strips.tsx';
import { RuleCards } from '../parts/rule-cards.tsx';
import { Share } from '../parts/share.tsx';
import { sensitivitySays } from '../words.ts';
import type { Opened } from './view.ts';

/** How much hangs on the rate: every rule at every rate, at once. */
export const view: Opened = { Show: SensitivityView };

function SensitivityView() {
  const swept = useSweeps();
  return (
    <div class="desk">
      <div class="stage">
        <GroundPicker />
        <RateStrips swept={swept} />
        <p class="told" role="status">
          {sensitivitySays.told(swept.map(summaryOf))}
        </p>
        <MapPicture />
      </div>
      <aside>
        <Conditions />
        <RuleCards />
      </aside>
      <Share />
    </div>
  );
}

/** How many times its lowest end still counts as good. */
const good = 10;

function summaryOf({ walker, ends }: Swept) {
  const best = bestRate(ends);
  if (best === undefined) return { label: walker.label };
  const at = sweptRates.indexOf(best);
  const limit = good * Math.max(ends[at] as number, 1e-16);
  const isGood = (i: number) => (ends[i] ?? Infinity) <= limit;
  let [from, to] = [at, at];
  while (from > 0 && isGood(from - 1)) from--;
  while (to < ends.length - 1 && isGood(to + 1)) to++;
  return {
    label: walker.label,
    best,
    from: sweptRates[from] as number,
    to: sweptRates[to] as number,
    isOnBorder: at === 0 || at === ends.length - 1,
  };
}
