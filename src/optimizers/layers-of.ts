import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/**
 * All layers of a model from input to output, with those of models in it in their place.
 * @throws UsageError for something that is no model
 */
export function layersOf(who: string, model: tf.LayersModel): readonly tf.layers.Layer[] {
  const layers = (model as tf.LayersModel | undefined)?.layers;
  if (!Array.isArray(layers)) {
    throw new UsageError({
      who,
      rule: 'model must be one of tfjs, such as tf.sequential({ layers: [...] })',
      got: shown(model),
    });
  }
  return layers.flatMap((layer) =>
    'layers' in layer ? layersOf(who, layer as tf.LayersModel) : [layer],
  );
}
