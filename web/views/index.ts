import { map } from './map.tsx';
import type { View } from './view.ts';

/** Every view, in the order of the tabs. */
export const views: readonly View[] = [map];
