/** One hand-written member beside one peer, after the same updates. Plain JSON. */
export interface Validation {
  /** `adamw`, or a schedule's or regularizer's name. */
  readonly member: string;
  /** `tf.train.adam`, `textbook`, ... */
  readonly peer: string;
  /** Of a rule; of a schedule, penalty or gradient the values that were compared. */
  readonly updates: number;
  /** Largest difference, relative to the largest value the weight has had in the run, or that there is in a scenario. */
  readonly maxError: number;
  readonly allowed: number;
  readonly agrees: boolean;
  /** Where a difference comes from, or why this peer; empty when there is nothing to say. */
  readonly explanation: string;
}
