import * as tf from '@tensorflow/tfjs';
import type { Elementwise, Hyper, Next, Rule, Slots, Start, Step } from '../rules/index.ts';
import { checkPrecision } from './half-precision.ts';
import type { LearningRate } from './scheduled.ts';
import { Optimizer } from './optimizer.ts';
import type { RuleOptions } from './optimizer-settings.ts';

/** The options of a rule as its optimizer takes them: the rate may be a schedule. */
export type ConfigOf<O extends Hyper> = {
  -readonly [K in keyof O]: K extends 'learningRate' ? LearningRate : O[K];
};

/** An optimizer that computes a rule. */
export class RuleOptimizer<O extends Hyper, S extends string> extends Optimizer<ConfigOf<O>, S> {
  /** The rule that it computes; what its options and slots are, the class made of it knows. */
  static readonly rule: object;

  #triedOn: string | undefined;

  get #rule(): Rule<O, S> {
    return (this.constructor as typeof RuleOptimizer).rule as Rule<O, S>;
  }

  protected override update(step: Step, slots: Slots<S>, hyper: ConfigOf<O>): Next<S> {
    if (this.#triedOn !== tf.getBackend()) {
      checkPrecision(this.constructor.name, this.#rule, numbers(hyper));
      this.#triedOn = tf.getBackend();
    }
    return this.#rule.update(step, slots, numbers(hyper));
  }

  protected override get isPure(): boolean {
    return this.update === RuleOptimizer.prototype.update;
  }

  protected override recorded(step: Step, slots: Slots<S>, hyper: ConfigOf<O>): Next<S> {
    if (this.isPure) return this.#rule.update(step, slots, numbers(hyper));
    return super.recorded(step, slots, hyper);
  }

  protected override start(start: Start, hyper: ConfigOf<O>): Partial<Slots<S>> {
    return this.#rule.start(start, numbers(hyper));
  }

  protected override evaluationWeight(w: Elementwise, slots: Slots<S>, hyper: ConfigOf<O>) {
    return this.#rule.evaluationWeight(w, slots, numbers(hyper));
  }
}

// When an update comes, every schedule among the options has given its number.
const numbers = <O extends Hyper>(hyper: ConfigOf<O>) => hyper as unknown as O;

/** What the optimizer of a rule takes; anything, where the rule is known only at run time. */
type OptionsOf<O extends Hyper> = string extends keyof O
  ? Readonly<Record<string, unknown>>
  : RuleOptions<ConfigOf<O>>;

/** An optimizer class made of a rule. */
export interface OptimizerClass<O extends Hyper = Hyper, S extends string = string> extends Omit<
  typeof RuleOptimizer,
  'prototype' | 'defaults' | 'ranges' | 'slots' | 'rule'
> {
  new (options?: OptionsOf<O>): RuleOptimizer<O, S>;
  readonly prototype: RuleOptimizer<O, S>;
  readonly slots: readonly S[];
  readonly defaults: O;
  readonly ranges: Rule<O, S>['ranges'];
  readonly rule: Rule<O, S>;
}

/**
 * The tfjs optimizer class that computes `rule`, registered so that models which were compiled with it can be loaded:
 * `const Mine = optimizer('Mine', rule({ ... }))`.
 * @param name of the class; in a model file `Downhill` stands before it
 */
export function optimizer<O extends Hyper, S extends string>(
  name: string,
  rule: Rule<O, S>,
): OptimizerClass<O, S> {
  const { slots, defaults, ranges, otherNames } = rule;
  const made = class extends RuleOptimizer<O, S> {
    static override readonly className = `Downhill${name}`;
    static override readonly slots = slots;
    static override readonly defaults = defaults;
    static override readonly ranges = ranges;
    static override readonly otherNames = otherNames;
    static override readonly rule = rule;
  };
  Object.defineProperty(made, 'name', { value: name });
  tf.serialization.registerClass(made);
  return made as OptimizerClass<O, S>;
}
