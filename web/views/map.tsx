import { entrants } from '../store.ts';
import { Conditions, GroundPicker } from '../parts/ground-picker.tsx';
import { LossChart } from '../parts/loss-chart.tsx';
import { MapPicture } from '../parts/map-picture.tsx';
import { RuleCards } from '../parts/rule-cards.tsx';
import { Share } from '../parts/share.tsx';
import { Told } from '../parts/told.tsx';
import { Transport } from '../parts/transport.tsx';
import type { Opened } from './view.ts';

/** Where everyone walks: the landscape, the ways, the losses. */
export const map: Opened = { Show: MapView };

function MapView() {
  return (
    <div class="desk">
      <div class="stage">
        <GroundPicker />
        <MapPicture />
        <Transport />
        <LossChart walkers={entrants.value} />
        <Told walkers={entrants.value} />
      </div>
      <aside>
        <Conditions />
        <RuleCards />
      </aside>
      <Share />
    </div>
  );
}
