import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { amsgrad } from './amsgrad.ts';
import { ftrl } from './ftrl.ts';
import { lamb } from './lamb.ts';
import { lars } from './lars.ts';
import { lion } from './lion.ts';
import { momentum } from './momentum.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { nesterov } from './nesterov.ts';
import { radam } from './radam.ts';
import { rmspropCentered } from './rmsprop-centered.ts';
import { rmspropMomentum } from './rmsprop-momentum.ts';
import { rmsprop } from './rmsprop.ts';
import { scheduleFreeAdamW } from './schedule-free-adamw.ts';
import { sgd } from './sgd.ts';
import { sgdw } from './sgdw.ts';
import { yogi } from './yogi.ts';

export {
  adabelief,
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  ftrl,
  lamb,
  lars,
  lion,
  momentum,
  muon,
  nadam,
  nesterov,
  radam,
  rmsprop,
  rmspropCentered,
  rmspropMomentum,
  scheduleFreeAdamW,
  sgd,
  sgdw,
  yogi,
};
export type { Elementwise, Next, Slots, Step } from './elementwise.ts';
export { Float64 } from './float64.ts';
export { norm } from './norm.ts';
export { power } from './power.ts';
export {
  readHyper,
  rule,
  startSlots,
  rangesOf,
  type Hyper,
  type Rule,
  type Start,
} from './rule.ts';
export { sign } from './sign.ts';
export { trustRatio } from './trust-ratio.ts';

/** Every rule by the name that commands, experiments and lessons use. */
export const rules = {
  sgd,
  momentum,
  nesterov,
  sgdw,
  adagrad,
  adadelta,
  rmsprop,
  rmspropCentered,
  rmspropMomentum,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  radam,
  adabelief,
  yogi,
  lion,
  lars,
  lamb,
  muon,
  scheduleFreeAdamW,
  adafactor,
  ftrl,
} as const;
