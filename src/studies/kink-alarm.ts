import { checkGradient } from '../gradients/check-gradient.ts';
import { problem } from '../problems/index.ts';
import { count, positive } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface KinkAlarmOptions {
  /** Between the pixels and the classes. */
  readonly activation: 'relu' | 'tanh';
  /** Step to either side. */
  readonly h: number;
  /** Weights of each variable that are checked, at random. */
  readonly sample: number;
}

/**
 * What the check of `checkGradient` makes of a right gradient: that of a network with sixteen hidden units on fifty images,
 * derived by tfjs, in float32 on the current backend. Gives its largest relative `error`.
 */
export const kinkAlarm: StudyKind<KinkAlarmOptions> = {
  about: 'what a gradient check makes of the right gradient of a network, with kinks or without',
  cost: 2000,
  defaults: { activation: 'relu', h: 1e-2, sample: 60 },
  ranges: { activation: ['relu', 'tanh'], h: positive, sample: count },
  async measure({ activation, h, sample }, random) {
    const network = { model: 'hidden', layers: [16], activation };
    const digits = await problem({ name: 'digits', ...network, train: 50, batch: 'all' }, random);
    const { maxError } = await checkGradient(() => digits.loss(), digits.variables, { h, sample });
    digits.dispose();
    return { error: [maxError] };
  },
};
