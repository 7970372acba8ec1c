import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/** Gradients by variable name, as a list or a map; null or undefined means "leave this variable alone". */
export type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];

/** The variable of that name, as long as it is not disposed. */
export const registered = (name: string): tf.Variable | undefined =>
  tf.engine().registeredVariables[name];

/** Variables that an update names, and the gradient of each, undefined for one that it leaves alone. */
export interface Given {
  readonly variables: readonly tf.Variable[];
  readonly gradients: readonly (tf.Tensor | undefined)[];
}

/** The gradients by the names of their variables. */
export function byName({ variables, gradients }: Given): ReadonlyMap<string, tf.Tensor> {
  const pairs = variables.map(({ name }, i) => [name, gradients[i]] as const);
  return new Map(pairs.filter((pair): pair is [string, tf.Tensor] => pair[1] !== undefined));
}

/**
 * What an update is given.
 * @param isLeft whether a variable is left alone, whatever its gradient; by default none is
 * @throws UsageError for a variable that is not registered or named twice, or a gradient that is disposed or of another shape or type
 */
export function readGradients(
  who: string,
  gradients: Gradients,
  isLeft?: (variable: tf.Variable) => boolean,
): Given {
  const isList = Array.isArray(gradients);
  if (!isList && (typeof gradients !== 'object' || gradients === null)) {
    const rule = 'gradients must be a list or a map by variable name';
    throw new UsageError({ who, rule, got: shown(gradients) });
  }
  const names = isList ? gradients.map(({ name }) => name) : Object.keys(gradients);
  const variables: tf.Variable[] = [];
  const tensors: (tf.Tensor | undefined)[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    const variable = needed(who, name);
    variables.push(variable);
    const g = isList ? gradients[i]?.tensor : gradients[name];
    tensors.push(g == null || isLeft?.(variable) ? undefined : checked(who, variable, g));
  }
  if (isList) checkNames(who, variables);
  return { variables, gradients: tensors };
}

function checkNames(who: string, variables: readonly tf.Variable[]): void {
  if (new Set(variables).size === variables.length) return;
  const twice = variables.find((one, i) => variables.indexOf(one) < i) as tf.Variable;
  throw new UsageError({
    who,
    rule: `two gradients for variable "${twice.name}"`,
    remedy: 'add them up first',
  });
}

function needed(who: string, name: string): tf.Variable {
  const variable = registered(name);
  if (variable !== undefined) return variable;
  throw new UsageError({
    who,
    rule: `"${name}" is not a registered variable`,
    remedy: "a gradient's name must be the name of a tf.variable that is not disposed",
  });
}

function checked(who: string, variable: tf.Variable, g: unknown): tf.Tensor {
  if (!(g instanceof tf.Tensor)) throw wrong(who, variable, 'must be a tensor', shown(g));
  if (g.isDisposed) throw wrong(who, variable, 'is disposed');
  const { shape, dtype } = variable;
  if (!tf.util.arraysEqual(g.shape, shape)) {
    throw wrong(who, variable, `must have its shape [${shape}]`, `[${g.shape}]`);
  }
  if (g.dtype !== 'float32' || dtype !== 'float32') {
    throw wrong(who, variable, 'must be float32 like the variable', `${g.dtype} for ${dtype}`);
  }
  return g;
}

const wrong = (who: string, { name }: tf.Variable, what: string, got?: string) =>
  new UsageError({ rule: `${who}: the gradient of variable "${name}" ${what}`, got });
