import { computed, signal } from '@preact/signals-core';
import { UsageError } from '#src/shared/errors';
import { linkHash, readLink, type LabState } from '#src/lab/link';
import { walk } from '#src/lab/walk';
import type { Experiment } from '#src/training/experiment';
import type { OptimizerSpec } from '#src/optimizers/index';
import { styled } from './entrant.ts';
import { edition } from './own-rule.ts';
import { words } from './words.ts';

/** What is shown when a link says nothing else. */
const beginning: LabState = {
  v: 1,
  view: 'map',
  experiment: {
    problem: { name: 'bowl', condition: 20, rotation: 30, start: [-4.3, -0.6] },
    optimizer: { name: 'sgd', learningRate: 0.09 },
    updates: 100,
  },
  update: 100,
  entrants: [
    { name: 'momentum', learningRate: 0.02 },
    { name: 'rmsprop', learningRate: 0.1 },
    { name: 'adam', learningRate: 0.3 },
  ],
};

/** All that the page shows hangs on this. */
export const state = signal(beginning);
/** One sentence on what could not be done; empty for nothing. */
export const notice = signal('');
export const playing = signal(false);

export const experiment = computed(() => state.value.experiment);
/** How many updates there are to look at. */
export const length = computed(() => {
  const { view, net } = state.value;
  return view === 'net' && net ? net.updates : experiment.value.updates;
});
export const update = computed(() => Math.min(state.value.update, length.value));
const others = computed(() => state.value.entrants);
export const optimizers = computed(() => [experiment.value.optimizer, ...(others.value ?? [])]);
export const entrants = computed(() => {
  const ways = optimizers.value.map((optimizer) => walked({ ...experiment.value, optimizer }));
  return styled(optimizers.value).map((one, i) => ({ ...one, way: ways[i] as (typeof ways)[0] }));
});

/** Whoever walks, how it is drawn, and its way. */
export type Walker = (typeof entrants.value)[number];

const remembered = new Map<string, ReturnType<typeof walk>>();

/** The way of an experiment, computed once. */
function walked(experiment: Experiment): ReturnType<typeof walk> {
  const key = JSON.stringify([edition, experiment]);
  const way = remembered.get(key) ?? walk(experiment);
  remembered.delete(key);
  remembered.set(key, way);
  if (remembered.size > 64) remembered.delete(remembered.keys().next().value as string);
  return way;
}

/** Shows a change, as while something is dragged. */
export function show(change: Partial<LabState>): void {
  notice.value = '';
  state.value = { ...state.value, ...change };
}

/** Shows a change of the experiment. */
export function set(change: Partial<Experiment>): void {
  show({ experiment: { ...experiment.value, ...change } });
}

/** Shows other optimizers; the first is the experiment's own. */
export function race([first, ...others]: readonly OptimizerSpec[]): void {
  const { entrants: _, ...rest } = state.value;
  state.value = {
    ...rest,
    experiment: { ...rest.experiment, optimizer: first as OptimizerSpec },
    ...(others.length > 0 && { entrants: others }),
  };
  notice.value = '';
}

/** Makes what is shown an entry of the history, to which Back leads. */
export function keep(): void {
  const hash = linkHash(state.value);
  if (hash !== hashOf(location.href)) history.pushState(null, '', hash);
}

/** Puts what is shown into the address, without an entry in the history. */
export function note(): void {
  history.replaceState(null, '', linkHash(state.value));
}

/** A state as whoever opens its link will have it. @throws UsageError where it is none */
export function sent(made: LabState): LabState {
  return readLink(linkHash(made));
}

/** Shows the state in the address, or the beginning and why. @param views the names of the views there are */
export function readAddress(views: readonly string[]): void {
  playing.value = false;
  const hash = hashOf(location.href);
  if (hash.length < 2) {
    show(beginning);
    return;
  }
  try {
    const read = readLink(hash);
    if (!views.includes(read.view)) {
      throw new UsageError({ rule: `there is no view "${read.view}"` });
    }
    for (const optimizer of [read.experiment.optimizer, ...(read.entrants ?? [])]) {
      walked({ ...read.experiment, optimizer });
    }
    notice.value = '';
    state.value = read;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    state.value = beginning;
    notice.value = words.broken(error.message);
  }
}

const hashOf = (address: string) => (address.includes('#') ? `#${address.split('#')[1]}` : '');
