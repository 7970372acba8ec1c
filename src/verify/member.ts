import type * as tf from '@tensorflow/tfjs';
import type { Hyper, Rule } from '../rules/index.ts';
import type { Mutant } from './mutant.ts';
import type { Stepper, TextbookOptions } from './stepper.ts';

/** A rule's counterpart in `tf.train`. */
export interface Builtin<O extends Hyper = Hyper> {
  readonly name: `tf.train.${string}`;
  /** The built-in of `tf` with the same options as our rule. tfjs is handed in: who only asks need not load it. */
  make(tfjs: typeof tf, options: O): tf.Optimizer;
  /** Options our rule gets where its default cannot be given to the built-in. */
  readonly given?: Readonly<Record<string, number>>;
  /** Smallest and largest gradient for which the built-in's convention says the same as ours. Default: the stream's. */
  readonly scales?: readonly [number, number];
  /** Relative error of the built-in's own steps, where it is more than rounding: widens what is allowed. */
  stepError?(options: O): number;
  /** What the built-in does otherwise. Default: nothing. */
  readonly explanation?: string;
}

/** Why a rule has no counterpart, or none that is right. */
export interface NoBuiltin {
  readonly none: string;
  /** The built-in that is meant to be it. */
  readonly meant?: Builtin['name'];
}

/** A default that a library has where the paper, or PyTorch, has another. */
export interface LibraryDefault {
  readonly option: string;
  readonly value: number;
  readonly library: string;
  /** It takes a part of the rule away: who never reads the option has not written that part. */
  readonly off?: boolean;
}

/** All that is known of a rule beyond its arithmetic. */
export interface RuleMember {
  readonly kind: 'optimizer';
  /** By which commands, experiments and lessons call it; the file `src/rules/<name>.ts` in kebab-case holds the rule. */
  readonly name: string;
  /** The class that people use. */
  readonly className: string;
  readonly rule: Rule;
  /** The member whose update this rule's own hands on to, so that its mistakes are mistakes here too. */
  readonly parent?: RuleMember;
  /** Other words for it, in lower case without spaces. */
  readonly aliases: readonly string[];
  /** The rule a second time, as its paper writes it, one plain number at a time, sharing no code and no default. */
  readonly textbook: (options: TextbookOptions) => Stepper;
  readonly builtin: Builtin | NoBuiltin;
  /** What a file leaves to its defaults may follow any of these. */
  readonly libraryDefaults: readonly LibraryDefault[];
  /** How a class for several rules is told that this one is meant, as PyTorch's and Keras's are. */
  readonly switches?: Readonly<Record<string, boolean>>;
  /** Rules that a file for this one may know too, each with its switches on. */
  readonly variants: readonly RuleMember[];
  /** Options that no other rule has and a file may know, and for each a value that is not its default. */
  readonly unusual: Readonly<Record<string, number>>;
  /** A learning rate at which every part of the rule can be seen in the weights. */
  readonly probeRate: number;
  /** Known single mistakes in its source. */
  readonly mutants: readonly Mutant[];
}

/** A rule's member; what is left out is as it is for most. */
export function ruleMember<O extends Hyper, S extends string>(
  written: Pick<RuleMember, 'name' | 'className' | 'textbook' | 'mutants'> &
    Partial<
      Pick<
        RuleMember,
        'aliases' | 'libraryDefaults' | 'parent' | 'probeRate' | 'switches' | 'unusual' | 'variants'
      >
    > & {
      readonly rule: Rule<O, S>;
      readonly builtin?: Builtin<O> | NoBuiltin;
    },
): RuleMember {
  const { builtin = { none: `tfjs has no ${written.className}.` } } = written;
  return {
    kind: 'optimizer',
    aliases: [],
    libraryDefaults: [],
    variants: [],
    unusual: {},
    probeRate: 0.05,
    ...written,
    rule: written.rule,
    builtin: builtin,
  };
}

/** A mutant and the member whose source it edits. */
export interface OwnedMutant {
  readonly of: RuleMember;
  readonly mutant: Mutant;
}

/** The mutants that change what a member does: its own, and those of the members that it hands its update on to. */
export function mutantsOf(member: RuleMember): OwnedMutant[] {
  const own = member.mutants.map((mutant) => ({ of: member, mutant }));
  return member.parent ? [...own, ...mutantsOf(member.parent)] : own;
}
