import type * as tf from '@tensorflow/tfjs';

/** All layers of a model from input to output, with those of models in it in their place. */
export const layersOf = (model: tf.LayersModel): readonly tf.layers.Layer[] =>
  model.layers.flatMap((layer) =>
    'layers' in layer ? layersOf(layer as tf.LayersModel) : [layer],
  );
