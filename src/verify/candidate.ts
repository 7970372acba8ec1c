import type { Rule } from '../rules/index.ts';
import type { Habits } from './rule-walk.ts';
import type { Diagnosis } from './verdict.ts';

/** A possible explanation of what was seen: a rule, what it is given, and what is done around it. */
export interface Candidate {
  readonly rule: Rule;
  readonly habits: Habits;
  /** What the file makes of the options it is given: another constant, another rate. */
  readonly options: (given: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;
  /** Options that it says are read. Default: none in particular. */
  readonly reads?: readonly string[];
  /** Factor on every learning rate. */
  readonly rateFactor?: number;
  readonly says: Omit<Diagnosis, 'match'>;
  /** The part of the rule that goes wrong. */
  readonly first?: string;
  /** What it says about the value of an option. */
  readonly stated?: Stated;
  /** How many single mistakes it is made of: fewer explain better. */
  readonly mistakes: number;
}

/** A value of an option, whatever is given or only when it is not given. */
export interface Stated {
  readonly option: string;
  readonly value: number;
  readonly when: 'always' | 'not given';
}
