import * as tf from '@tensorflow/tfjs';
import {
  Adam,
  DecoupledDecay,
  ExponentialMovingAverage,
  GradientAccumulation,
  Lookahead,
  proximalL1,
  SharpnessAwareMinimization,
  StochasticWeightAverage,
} from 'downhill';

// What must compile: any wrapper around any rule, nested, and in a model.
const nested = new ExponentialMovingAverage({
  optimizer: new GradientAccumulation({ optimizer: new Adam(), every: 4 }),
  decay: 0.999,
});
tf.sequential().compile({ optimizer: nested, loss: 'meanSquaredError' });
void new StochasticWeightAverage({ optimizer: new Adam(), from: 10, every: 5 });
void new Lookahead({ optimizer: new Adam(), syncPeriod: 5, slowStepSize: 0.5 });
void new DecoupledDecay({ optimizer: new Adam(), by: proximalL1({ l1: 0.01 }) });
void new SharpnessAwareMinimization({ optimizer: new Adam(), rho: 0.1 });

// What must not.
// @ts-expect-error there is nothing to wrap
void new GradientAccumulation({ every: 4 });
// @ts-expect-error misspelt
void new ExponentialMovingAverage({ optimizer: new Adam(), deacy: 0.9 });
// @ts-expect-error a number is needed
void new GradientAccumulation({ optimizer: new Adam(), every: '4' });
// @ts-expect-error a name is no optimizer
void new Lookahead({ optimizer: 'adam' });
// @ts-expect-error a number is no penalty
void new DecoupledDecay({ optimizer: new Adam(), by: 0.01 });
