import { part } from '../part.ts';
import { words } from '../words.ts';
import { MapView } from './map.tsx';
import type { View } from './view.ts';

const { views: labels } = words;

/** Every view, in the order of the tabs. */
export const views: readonly View[] = [
  { name: 'map', label: labels.map, open: () => MapView },
  { name: 'inside', label: labels.inside, open: () => part('inside').InsideView },
  { name: 'schedule', label: labels.schedule, open: () => part('schedule').ScheduleView },
  {
    name: 'sensitivity',
    label: labels.sensitivity,
    open: () => part('sensitivity').SensitivityView,
  },
  { name: 'own-rule', label: labels.ownRule, open: () => part('ownRule').OwnRuleView },
];
