import { part, type Parts } from '../part.ts';
import { words } from '../words.ts';
import { map } from './map.tsx';
import type { Opened, View } from './view.ts';

const { views: labels } = words;

/** Every view, in the order of the tabs. */
export const views: readonly View[] = [
  { name: 'map', label: labels.map, open: () => map },
  late('inside', 'inside'),
  late('rate', 'rate'),
  late('noise', 'noise'),
  late('schedule', 'schedule'),
  late('sensitivity', 'sensitivity'),
  late('penalty', 'penalty'),
  late('net', 'net'),
  late('own-rule', 'ownRule'),
];

type ViewPart = {
  [Name in keyof Parts]: Parts[Name] extends { view: Opened } ? Name : never;
}[keyof Parts];

function late(name: string, from: ViewPart): View {
  return { name, label: labels[from], open: () => part(from).view };
}
