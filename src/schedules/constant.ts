import { nonNegative, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface ConstantOptions {
  /** The learning rate of every update, at least 0. */
  rate: number;
}

/** The same rate for ever. @throws UsageError for a rate that is missing, negative or not finite */
export function constant(options: ConstantOptions): Schedule {
  const { rate } = readOptions<ConstantOptions>('constant', options, { rate: nonNegative }, {});
  return asSchedule({ schedule: 'constant', rate }, () => rate);
}
