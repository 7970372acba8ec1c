import type * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { positive, readOptions } from '../shared/options.ts';
import { layersOf } from './layers-of.ts';
import type { ParameterGroup } from './parameter-groups.ts';

export interface LayerwiseOptions {
  /** What the rate of each layer is multiplied by for the one below it, greater than 0; below 1, lower layers learn slower. */
  factor: number;
}

/**
 * Layer-wise rates for fine-tuning: parameter groups that give the last layer with weights the optimizer's rate, the one
 * below it `factor` times as much, and so on down: `new AdamW({ groups: layerwise(model, { factor: 0.9 }) })`. They name
 * layers, so they are saved with a model; of layers in a model that is a layer each counts. The order is that of
 * `model.layers`, also where branches lie side by side.
 * @param model a built one
 * @throws UsageError for an unknown or missing option, one out of range, or something without weights or that is no model
 * @see Howard & Ruder 2018 (arXiv 1801.06146), "discriminative fine-tuning", where a factor of 1 / 2.6 is found good
 */
export function layerwise(
  model: tf.LayersModel,
  options: LayerwiseOptions,
): readonly ParameterGroup[] {
  const who = 'layerwise';
  const { factor } = readOptions<LayerwiseOptions>(who, options, { factor: positive }, {});
  const layers = layersOf(who, model).filter(({ weights }) => weights.length > 0);
  if (layers.length === 0) {
    throw new UsageError({ who, rule: 'the model must have a layer with weights', got: 'none' });
  }
  const groups = layers
    .toReversed()
    .flatMap((layer, depth) =>
      scopes(layer).map((name) => ({ where: { name }, rateFactor: factor ** depth })),
    );
  // A name holds wherever it is a part of a variable's: the longer is the more exact.
  return groups.toSorted((a, b) => b.where.name.length - a.where.name.length);
}

/** What the names of a layer's variables begin with; two for one that runs both ways. */
function scopes({ weights }: tf.layers.Layer): readonly string[] {
  const names = weights.map(({ originalName }) => originalName);
  return [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('/') + 1)))];
}
