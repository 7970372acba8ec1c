import { inside } from './inside.tsx';
import { map } from './map.tsx';
import { ownRule } from './own-rule.tsx';
import { schedule } from './schedule.tsx';
import { sensitivity } from './sensitivity.tsx';
import type { View } from './view.ts';

/** Every view, in the order of the tabs. */
export const views: readonly View[] = [map, inside, schedule, sensitivity, ownRule];
