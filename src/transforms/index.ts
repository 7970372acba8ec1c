import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { centralize } from './centralize.ts';
import { clipByGlobalNorm, type ClipByGlobalNormOptions } from './clip-by-global-norm.ts';
import { clipByNorm, type ClipByNormOptions } from './clip-by-norm.ts';
import { clipByValue, type ClipByValueOptions } from './clip-by-value.ts';
import type { Transform, TransformConfig } from './transform.ts';

export { centralize, clipByGlobalNorm, clipByNorm, clipByValue };
export type { ClipByGlobalNormOptions, ClipByNormOptions, ClipByValueOptions };
export type { GradientMap, Transform, TransformConfig } from './transform.ts';

/** Each reads its options itself, whatever they are. */
const builders: Readonly<Record<string, (options: never) => Transform>> = {
  clipByValue,
  clipByNorm,
  clipByGlobalNorm,
  centralize,
};

/** Whether `value` is a transform: a function with the config that rebuilds it. */
export function isTransform(value: unknown): value is Transform {
  return (
    typeof value === 'function' &&
    typeof (value as Partial<Transform>).config?.transform === 'string'
  );
}

/**
 * The transform that `config` describes.
 * @throws UsageError for an unknown transform or a bad option
 */
export function transformFromConfig(config: TransformConfig): Transform {
  if (typeof config?.transform !== 'string') {
    throw new UsageError({
      who: 'transform',
      rule: 'config must name its transform',
      got: shown(config),
    });
  }
  // tfjs adds `customObjects` to every config that it loads.
  const { transform, customObjects: _, ...options } = config;
  return lookUp('transform', transform, builders)(options as never);
}
