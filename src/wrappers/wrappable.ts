import * as tf from '@tensorflow/tfjs';
import type { LearningRate } from '../optimizers/scheduled.ts';
import type { GivenRate } from '../optimizers/optimizer-settings.ts';
import { shown, UsageError } from '../shared/errors.ts';

/** What a wrapper takes: a rule of this library, one of your own that extends `Optimizer`, or another wrapper. */
export interface Wrappable extends tf.Optimizer {
  get learningRate(): number;
  set learningRate(value: LearningRate);
  get rates(): readonly GivenRate[];
  get groupRates(): readonly number[];
  get skipped(): number;
  /** Whether `computeGradients` looks elsewhere than where the weights are. Default false. */
  readonly looksElsewhere?: boolean;
  /** How the last update was made; see `Optimizer`. */
  get path(): string | undefined;
  saveState(): Promise<object>;
  loadState(saved: object): void;
  swapIn(variables?: readonly tf.Tensor[]): void;
  swapOut(): void;
  /** @throws UsageError while weights for evaluation are in, naming the action that must wait */
  refuse(action: string): void;
}

/** An optimizer in a config: its class, by the name under which tfjs knows it, and its own config. */
interface WrappableConfig extends tf.serialization.ConfigDict {
  className: string;
  config: tf.serialization.ConfigDict;
}

/** `optimizer` as plain data, from which `readWrappable` rebuilds it. */
export function wrappableConfig(optimizer: Wrappable): WrappableConfig {
  return { className: optimizer.getClassName(), config: optimizer.getConfig() };
}

/** An optimizer that can be wrapped, or one built from its config. @throws UsageError for anything else */
export function readWrappable(who: string, name: string, value: unknown): Wrappable {
  const optimizer = isConfig(value) ? built(who, name, value) : value;
  if (isWrappable(optimizer)) return optimizer;
  const rule = `${name} must be an optimizer of this library such as new Adam()`;
  if (!isOptimizer(optimizer)) throw new UsageError({ who, rule, got: shown(value) });
  throw new UsageError({
    who,
    rule,
    got: optimizer.getClassName(),
    remedy:
      'the optimizers of tfjs keep their state by position, and some take no new learning rate',
  });
}

function built(who: string, name: string, { className, config }: WrappableConfig): unknown {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const known = classNameMap[className];
  if (known === undefined) {
    throw new UsageError({
      who,
      rule: `${name} is of the unknown class ${shown(className)}`,
      remedy: 'register it with tf.serialization.registerClass',
    });
  }
  const [cls, fromConfig] = known;
  return fromConfig(cls, config);
}

function isConfig(value: unknown): value is WrappableConfig {
  if (typeof value !== 'object' || value === null || isOptimizer(value)) return false;
  return 'className' in value && 'config' in value;
}

// tfjs's instanceof asks for methods, not for the class: the built-in optimizers would pass as our own, null would throw.
function isOptimizer(value: unknown): value is tf.Optimizer {
  return typeof value === 'object' && value !== null && value instanceof tf.Optimizer;
}

function isWrappable(value: unknown): value is Wrappable {
  if (!isOptimizer(value)) return false;
  const { saveState, loadState } = value as Partial<Wrappable>;
  return typeof saveState === 'function' && typeof loadState === 'function';
}
