import type { regularizers } from '../../src/regularizers/index.ts';

type Numbers = Readonly<Record<string, number>>;

/** A regularizer as its tests need it. */
interface Tried {
  /** The options that say how strong it is, and what each of them is when left out. */
  readonly strengths: Numbers;
  /** Options to try it with. */
  readonly options: readonly Numbers[];
}

/** Every regularizer. */
export const tried: Readonly<Record<keyof typeof regularizers, Tried>> = {
  l1: { strengths: { l1: 0.01 }, options: [{ l1: 0.3 }] },
  l2: { strengths: { l2: 0.01 }, options: [{ l2: 0.7 }] },
  elasticNet: { strengths: { l1: 0, l2: 0 }, options: [{ l1: 0.3, l2: 0.7 }] },
  groupLasso: {
    strengths: { strength: 0.01 },
    options: [
      { strength: 0.4, axis: -2 },
      { strength: 0.4, axis: 1 },
    ],
  },
  orthogonal: { strengths: { strength: 0.01 }, options: [{ strength: 0.2 }] },
  proximalL1: { strengths: { l1: 0.01 }, options: [{ l1: 0.3 }] },
};
