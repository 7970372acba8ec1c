import { optimizers, type OptimizerClass, type OptimizerSpec } from '../../optimizers/index.ts';
import { regularizers } from '../../regularizers/index.ts';
import { isStudy, type Study } from '../../studies/index.ts';
import type { Experiment } from '../../training/experiment.ts';
import type { Measured } from '../../course/lesson.ts';

/** What an author could have written by mistake. */
export interface Changed {
  /** In words: `learningRate 0.05`. */
  readonly change: string;
  readonly spec: Measured;
}

/** Settings as plain JSON. */
type Setting = unknown;

/**
 * An experiment with one setting changed, once for each: every number of its problem, its optimizer and its penalty halved,
 * every switch turned, half of the updates, no penalty, another rule or penalty in the place of the one it names. Of a
 * study every number and every list halved. Some cannot be run: whoever tries them finds out.
 */
export function changedSettings(spec: Measured): readonly Changed[] {
  if (isStudy(spec)) {
    const { study, seeds, ...options } = spec;
    return halved(options).map(({ change, setting }) => ({
      change,
      spec: { study, ...(seeds && { seeds }), ...(setting as object) } as Study,
    }));
  }
  const { optimizer, regularizer, updates, until } = spec;
  const of = (part: 'problem' | 'optimizer' | 'regularizer') =>
    halved(spec[part]).map(({ change, setting }) => ({
      change,
      spec: { ...spec, [part]: setting } as Experiment,
    }));
  const { regularizer: _, decoupled: __, ...free } = spec;
  return [
    ...of('optimizer'),
    ...of('regularizer'),
    ...(updates > 1 && until === undefined
      ? [{ change: `updates ${updates / 2}`, spec: { ...spec, updates: Math.ceil(updates / 2) } }]
      : []),
    ...(regularizer ? [{ change: 'no penalty', spec: free }] : []),
    ...(regularizer
      ? [
          {
            change: spec.decoupled ? 'penalty in the loss' : 'penalty decoupled',
            spec: { ...spec, decoupled: !spec.decoupled },
          },
        ]
      : []),
    ...otherRules(optimizer).map((other) => ({
      change: `${other.name} in place of ${optimizer.name}`,
      spec: { ...spec, optimizer: other },
    })),
    ...otherPenalties(regularizer).map((other) => ({
      change: `${other.name} in place of ${regularizer?.name}`,
      // Exact zeros come of the proximal step alone.
      spec: {
        ...spec,
        regularizer: other,
        ...(other.name === 'proximalL1' && { decoupled: true }),
      },
    })),
    ...of('problem'),
  ];
}

/** Plain data with one number halved or one switch turned, once for each; lists are cut in half as a whole. */
function halved(setting: Setting, path = ''): { change: string; setting: Setting }[] {
  if (typeof setting === 'boolean') return [{ change: `${path} ${!setting}`, setting: !setting }];
  if (typeof setting === 'number') {
    if (setting === 0) return [];
    const half = Number.isInteger(setting) && setting > 1 ? Math.ceil(setting / 2) : setting / 2;
    return [{ change: `${path} ${half}`, setting: half }];
  }
  if (Array.isArray(setting)) {
    if (setting.length < 2 || path === '') return [];
    // Counts stay counts.
    const counts = setting.every((one) => Number.isInteger(one) && (one as number) > 0);
    const half = setting.map((one: unknown) =>
      typeof one === 'number' ? (counts ? Math.ceil(one / 2) : one / 2) : one,
    );
    return [{ change: `${path} halved`, setting: half }];
  }
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting).flatMap(([name, one]) =>
    halved(one, path === '' ? name : `${path}.${name}`).map(({ change, setting: other }) => ({
      change,
      setting: { ...setting, [name]: other },
    })),
  );
}

/** What a rule may be mistaken for, with those of its options that the other one has. */
function otherRules(spec: OptimizerSpec): OptimizerSpec[] {
  const { name: own, ...options } = spec;
  return ['sgd', 'momentum', 'nesterov', 'adam'].flatMap((name) => {
    const { defaults } = (optimizers as Readonly<Record<string, OptimizerClass>>)[name] ?? {};
    if (name === own || defaults === undefined) return [];
    const known = Object.entries(options).filter(([option]) => option in defaults);
    return [{ name, ...Object.fromEntries(known) }];
  });
}

/** Penalties of one strength, with that of `spec`. */
function otherPenalties(spec: Experiment['regularizer']): NonNullable<Experiment['regularizer']>[] {
  if (spec === undefined) return [];
  const strength = Object.values(spec).find((value) => typeof value === 'number') ?? 0.01;
  return Object.keys(regularizers).flatMap((name) => {
    const option = { l1: 'l1', l2: 'l2', proximalL1: 'l1' }[name];
    return option === undefined || name === spec.name ? [] : [{ name, [option]: strength }];
  });
}
