import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { elasticNet } from './elastic-net.ts';
import { groupLasso } from './group-lasso.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { orthogonal } from './orthogonal.ts';
import { proximalL1 } from './proximal-l1.ts';
import type { Regularizer, RegularizerConfig } from './regularizer.ts';

/** Every regularizer by the name that commands, experiments and lessons use. */
export const regularizers = { l1, l2, elasticNet, groupLasso, orthogonal, proximalL1 } as const;

/** A regularizer's name and options as plain data. */
export interface RegularizerSpec {
  readonly name: string;
  readonly [option: string]: unknown;
}

/**
 * The regularizer that `spec` names, with its options.
 * @throws UsageError for an unknown name (with the nearest) or a bad option
 */
export function regularizer({ name, ...options }: RegularizerSpec): Regularizer {
  return lookUp<(options: object) => Regularizer>('regularizer', name, regularizers)(options);
}

/**
 * The regularizer that `config` describes: `regularizerFromConfig(r.config)` penalizes as `r` does.
 * @throws UsageError for an unknown regularizer or a bad option
 */
export function regularizerFromConfig(config: RegularizerConfig): Regularizer {
  if (typeof config?.regularizer !== 'string') {
    throw new UsageError({
      who: 'regularizer',
      rule: 'config must name its regularizer',
      got: shown(config),
    });
  }
  // tfjs adds `customObjects` to every config that it loads.
  const { regularizer: name, customObjects: _, ...options } = config;
  return regularizer({ name, ...options });
}
