import { random } from '../shared/random.ts';
import { score, slopes, startWeights, type Sample, type Score, type Weights } from './net.ts';
import { pointsOf, type Points } from './net-points.ts';
import type { NetSettings, NetState } from './net-state.ts';
import { pull, type Pull } from './pull.ts';
import { stepper, type Moved, type Stepper } from './stepper.ts';

/** A row is kept every so many updates. */
const every = 10;

/** How a net does at an update. */
export interface NetRow {
  readonly update: number;
  readonly train: Score;
  readonly unseen: Score;
}

/** Updates with the same settings. */
interface Part {
  readonly until: number;
  /** The first update of the rule: with another rate or penalty it keeps its memory. */
  readonly since: number;
  readonly rule: Stepper;
  readonly penalty: Pull | undefined;
}

function partsOf(state: NetState): readonly Part[] {
  const all: readonly (NetSettings & { readonly until: number })[] = [
    ...(state.before ?? []),
    { ...state, until: Infinity },
  ];
  let since = 0;
  return all.map(({ until, ...settings }, i) => {
    const last = all[i - 1];
    if (last !== undefined && last.optimizer.name !== settings.optimizer.name) since = last.until;
    return { until, since, rule: stepper(settings.optimizer), penalty: pull(settings) };
  });
}

/** A net that is trained as far as it is looked at; the same state gives the same weights, however it is looked at. */
export class NetTraining {
  readonly points: Points;
  readonly rows: NetRow[] = [];
  /** After how many updates a weight was no longer finite; null if never. */
  divergedAt: number | null = null;
  readonly #state: NetState;
  /** What was there every so many updates. */
  readonly #kept: (readonly Moved[])[] = [];
  readonly #parts: readonly Part[];

  constructor(state: NetState) {
    this.#state = state;
    this.points = pointsOf(state);
    this.#parts = partsOf(state);
    this.#keep(startWeights(state.seed).map((w) => ({ w })));
  }

  /** The weights after so many updates; the last that were finite where it diverged before. */
  at(update: number): Weights {
    while (this.divergedAt === null && (this.#kept.length - 1) * every < update) {
      const from = this.#kept.length - 1;
      const next = this.#advance(this.#kept[from] as readonly Moved[], from * every, every);
      if (next !== undefined) this.#keep(next);
    }
    const place = Math.min(this.#kept.length - 1, Math.floor(update / every));
    const from = this.#kept[place] as readonly Moved[];
    const end = this.divergedAt === null ? update : Math.min(update, this.divergedAt - 1);
    const there = this.#advance(from, place * every, Math.max(0, end - place * every)) ?? from;
    return there.map(({ w }) => w);
  }

  #keep(moved: readonly Moved[]): void {
    const weights = moved.map(({ w }) => w);
    const { train, unseen } = this.points;
    this.rows.push({
      update: this.#kept.length * every,
      train: score(weights, train),
      unseen: score(weights, unseen),
    });
    this.#kept.push(moved);
  }

  /** So many updates on; undefined where a weight is not finite in the end. */
  #advance(from: readonly Moved[], update: number, by: number): readonly Moved[] | undefined {
    let moved = from;
    for (let i = 0; i < by; i++) {
      const t = update + i;
      const { rule, penalty, since } = this.#parts.find(({ until }) => t < until) as Part;
      // Another rule begins with a memory of its own.
      const here = t === since ? moved.map(({ w }) => ({ w })) : moved;
      const weights = here.map(({ w }) => w);
      const exact = slopes(weights, this.#batch(t));
      moved = here.map((one, variable) => {
        const g = exact[variable] as Weights[number];
        const own = one.w.shape.length > 1 ? penalty : undefined;
        const { seen: _, ...next } = rule.step(one, own?.slope(one.w, g) ?? g, t - since, own);
        return next;
      });
      if (!moved.every(({ w }) => w.values.every((one) => Math.abs(one) < 1e6))) {
        this.divergedAt ??= t + 1;
        return undefined;
      }
    }
    return moved;
  }

  #batch(update: number): readonly Sample[] {
    const { train } = this.points;
    const draws = random(this.#state.seed).fork(update + 1);
    return Array.from(
      { length: Math.min(this.#state.batch, train.length) },
      () => train[Math.floor(draws.uniform() * train.length)] as Sample,
    );
  }
}
