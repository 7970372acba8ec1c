import { nonNegative, readOptions } from '../shared/options.ts';
import { schedule, type Schedule } from './schedule.ts';

export interface ConstantOptions {
  /** The learning rate of every update, at least 0. */
  rate: number;
}

/** The same rate for ever. @throws UsageError for a rate that is missing, negative or not finite */
export function constant(options: ConstantOptions): Schedule {
  const { rate } = readOptions<ConstantOptions>('constant', options, { rate: nonNegative }, {});
  return schedule({ schedule: 'constant', rate }, () => rate);
}
